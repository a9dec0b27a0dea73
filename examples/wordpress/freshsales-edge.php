<?php

/**
 * Plugin Name: freshsales-edge
 * Description: Puts every sign-up of Contact Form 7, WPForms and Elementor Pro into Freshsales, also where a content blocker stops the page from telling.
 * Version: 0.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: MIT
 * License URI: https://opensource.org/license/mit
 */

namespace FreshsalesEdge;

defined('ABSPATH') || exit;

const OPTION = 'freshsales_edge';
const STATE = 'freshsales_edge_state';
/** One option for each form that waits, so that two requests at once lose nothing of each other. */
const WAITING = 'freshsales_edge_form_';
const CRON = 'freshsales_edge_send';

/** Field by which page and server know that they tell of the same form. */
const HAND_IN = 'fse_form';

/** More would be a flood, or an edge that is gone for good. */
const MOST_WAITING = 5000;
const KEPT_SECONDS = 30 * DAY_IN_SECONDS;
const TIMEOUT_SECONDS = 5;
const TURN_SECONDS = 20;

/** The edge takes events of 200 keys and 32 KB. */
const MOST_FIELDS = 36;
const LONGEST_LABEL = 100;
const LONGEST_VALUES = [8000, 2000, 500, 100];
const MOST_BYTES = 24000;
const JSON = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;

// ---------------------------------------------------------------- settings

function settings(): array
{
    $defaults = [
        'edge' => '',
        'write_key' => '',
        'server_key' => '',
        'pages' => true,
        'forms' => true,
        'server' => true,
        'consent' => function_exists('wp_has_consent'),
        'forms_consent' => false,
    ];
    $settings = array_merge($defaults, (array) get_option(OPTION, []));
    if (defined('FRESHSALES_EDGE_SERVER_KEY')) {
        $settings['server_key'] = (string) FRESHSALES_EDGE_SERVER_KEY;
    }
    return $settings;
}

/** Whether this server tells of forms. */
function tells_forms(): bool
{
    ['edge' => $edge, 'server_key' => $key, 'server' => $server] = settings();
    return $edge !== '' && $key !== '' && $server;
}

// ---------------------------------------------------------------- the page

add_action('wp_head', __NAMESPACE__ . '\print_tag', 1);

function print_tag(): void
{
    $settings = settings();
    if ($settings['edge'] !== '' && $settings['write_key'] !== '') {
        // An empty text is an attribute that is on; `true` would become data-forms="data-forms" in old themes.
        $attributes = array_filter([
            'src' => $settings['edge'] . '/sdk.js',
            'async' => true,
            'data-write-key' => $settings['write_key'],
            'data-pages' => $settings['pages'] ? '' : null,
            'data-forms' => $settings['forms'] ? '' : null,
            'data-consent' => $settings['consent'] ? 'auto' : null,
            'data-forms-consent' => $settings['forms_consent'] ? 'form' : null,
        ], fn ($value) => $value !== null);
        wp_print_script_tag((array) apply_filters('freshsales_edge_attributes', $attributes));
    }
    if (tells_forms()) {
        wp_print_inline_script_tag(NAME_HAND_IN);
    }
}

/**
 * Gives each hand-in a random name, before anybody reads the form; a second click within a minute
 * is the same one. Pages are cached, so the server cannot write it into them. As the default it
 * outlives that the form is emptied.
 */
const NAME_HAND_IN = <<<'JS'
addEventListener('submit', function (event) {
  var field = event.target.elements && event.target.elements.namedItem('fse_form')
  if (field && !(Date.now() - parseInt(field.value, 10) < 60000))
    field.value = field.defaultValue = Date.now() + '-' + Math.random().toString(36).slice(2)
}, true)
JS;

/** Of type text: pages that go before `forms.js` is there do not tell what is in hidden fields. */
function hand_in_field(): string
{
    return tells_forms()
        ? '<input type="text" name="' . HAND_IN . '" value="" style="display:none" tabindex="-1" autocomplete="off" aria-hidden="true">'
        : '';
}

add_filter('wpcf7_form_elements', fn ($html) => $html . hand_in_field());

add_action('wpforms_display_submit_before', function () {
    echo hand_in_field(); // phpcs:ignore -- markup of ours
});

add_filter('elementor/widget/render_content', function ($html, $widget) {
    return $widget->get_name() === 'form' ? str_replace('</form>', hand_in_field() . '</form>', $html) : $html;
}, 10, 2);

// ---------------------------------------------------------------- forms that were taken

/** Type of each kind of field that is told, as a browser has it. What is not here stays here: passwords, files, hidden ones. */
const TYPES = [
    'text' => 'text', 'name' => 'text', 'email' => 'email', 'url' => 'url', 'tel' => 'tel', 'phone' => 'tel',
    'textarea' => 'textarea', 'select' => 'select-one', 'radio' => 'radio',
    'checkbox' => 'checkbox', 'acceptance' => 'checkbox', 'gdpr-checkbox' => 'checkbox',
    'number' => 'number', 'date' => 'date',
];

function field(string $type, string $name, string $label, string $value, bool $checked = false): array
{
    $value = trim($value);
    $label = mb_substr($label, 0, LONGEST_LABEL);
    return compact('type', 'name', 'label', 'value') + ($checked ? ['checked' => true] : []);
}

/** A box for each choice, ticked or not. */
function boxes(string $type, string $name, string $label, array $choices, array $chosen): array
{
    $all = array_unique(array_merge(array_map('strval', $choices), $chosen));
    return array_map(
        fn ($choice) => field($type, $name, trim("$label $choice"), $choice, in_array($choice, $chosen, true)),
        array_values($all)
    );
}

add_action('wpcf7_submit', __NAMESPACE__ . '\take_contact_form_7', 10, 2);

/** A mail that could not be sent is the site's trouble; the visitor has told who they are. */
function take_contact_form_7($form, $result): void
{
    $submission = class_exists('WPCF7_Submission') ? \WPCF7_Submission::get_instance() : null;
    if (!$submission || !in_array($result['status'] ?? '', ['mail_sent', 'mail_failed'], true)) {
        return;
    }
    $posted = $submission->get_posted_data();
    $labels = labels_before_tags((string) $form->prop('form'));
    $fields = [];
    foreach ($form->scan_form_tags() as $tag) {
        $type = TYPES[$tag->basetype] ?? null;
        if ($type === null || $tag->name === '') {
            continue;
        }
        $chosen = array_map('strval', array_filter((array) ($posted[$tag->name] ?? []), 'is_scalar'));
        $label = $labels[$tag->name] ?? '';
        if ($tag->basetype === 'acceptance') {
            $text = wp_strip_all_tags((string) $tag->content);
            $fields[] = field($type, $tag->name, $text, '1', !empty(array_filter($chosen)));
        } elseif ($type === 'checkbox' || $type === 'radio') {
            array_push($fields, ...boxes($type, $tag->name, $label, $tag->values, array_filter($chosen)));
        } else {
            $told = field($type, $tag->name, $label, implode(';', $chosen));
            foreach (preg_grep('/^autocomplete:/', $tag->options) as $option) {
                $told['autocomplete'] = substr($option, strlen('autocomplete:'));
            }
            $fields[] = $told;
        }
    }
    take($fields, ['formId' => 'wpcf7-' . $form->id(), 'formName' => $form->title()]);
}

/** The line of text before each tag of a template, by the name of its field. */
function labels_before_tags(string $template): array
{
    $labels = [];
    $at = 0;
    preg_match_all('/\[[\w-]+\*?\s+([\w-]+)[^\]]*\]/', $template, $tags, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    foreach ($tags as [[$tag, $start], [$name]]) {
        $text = preg_replace('/<\/?(p|div|h\d|label|li|td|th|tr|br)\b[^>]*>/i', "\n", substr($template, $at, $start - $at));
        $lines = preg_split('/\s*\n\s*/', wp_strip_all_tags($text), -1, PREG_SPLIT_NO_EMPTY);
        $labels[$name] = (string) end($lines);
        $at = $start + strlen($tag);
    }
    return $labels;
}

add_action('wpforms_process_complete', __NAMESPACE__ . '\take_wpforms', 10, 3);

function take_wpforms($given, $entry, $form): void
{
    $fields = [];
    foreach ((array) $given as $id => $one) {
        $type = TYPES[$one['type'] ?? ''] ?? null;
        $label = (string) ($one['name'] ?? '');
        $value = (string) ($one['value'] ?? '');
        if (($one['type'] ?? '') === 'address') {
            foreach (['address1' => 'street', 'city' => 'city', 'state' => 'state', 'postal' => 'postal-code', 'country' => 'country'] as $part => $name) {
                $fields[] = field('text', $name, '', (string) ($one[$part] ?? ''));
            }
        } elseif ($type === 'checkbox' || $type === 'radio') {
            $choices = array_column((array) ($form['fields'][$id]['choices'] ?? []), 'label');
            array_push($fields, ...boxes($type, "field-$id", $label, $choices, array_filter(explode("\n", $value))));
        } elseif (!empty($one['first']) && !empty($one['last'])) {
            $fields[] = field('text', 'first-name', '', (string) $one['first']);
            $fields[] = field('text', 'last-name', '', (string) $one['last']);
        } elseif ($type !== null) {
            $fields[] = field($type, "field-$id", $label, $value);
        }
    }
    take($fields, ['formId' => 'wpforms-form-' . ($form['id'] ?? ''), 'formName' => $form['settings']['form_title'] ?? '']);
}

add_action('elementor_pro/forms/new_record', __NAMESPACE__ . '\take_elementor', 10, 1);

function take_elementor($record): void
{
    $fields = [];
    foreach ((array) $record->get('fields') as $id => $one) {
        $type = TYPES[$one['type'] ?? ''] ?? null;
        $label = wp_strip_all_tags((string) ($one['title'] ?? ''));
        $value = $one['raw_value'] ?? $one['value'] ?? '';
        if ($type === 'checkbox' || $type === 'radio') {
            $chosen = array_filter(array_map('strval', (array) $value));
            array_push($fields, ...($chosen ? boxes($type, $id, $label, [], $chosen) : [field($type, $id, $label, '1')]));
        } elseif ($type !== null) {
            $fields[] = field($type, $id, $label, implode(';', array_filter((array) $value, 'is_scalar')));
        }
    }
    $settings = (array) $record->get('form_settings');
    take($fields, ['formId' => (string) ($settings['id'] ?? ''), 'formName' => (string) ($settings['form_name'] ?? '')]);
}

/** Keeps what was handed in until the edge has it. The edge reads the fields; nothing here knows what they mean. */
function take(array $fields, array $form): void
{
    $consent = consent();
    if (!tells_forms() || $fields === [] || $consent === null) {
        return;
    }
    // The form's own plugin has checked who may send it, if it checks that.
    $hand_in = mb_substr(sanitize_text_field(wp_unslash($_POST[HAND_IN] ?? '')), 0, 100); // phpcs:ignore
    $id = wp_generate_uuid4();
    $fields = array_merge([field('text', HAND_IN, '', $hand_in ?: "wp-$id")], fit($fields));
    $page = form_page();
    $common = [
        'timestamp' => gmdate('Y-m-d\TH:i:s\Z'),
        'context' => array_filter([
            'form' => ['raw' => $fields],
            'page' => $page ? ['url' => $page] : null,
            'consent' => $consent ?: null,
            'library' => ['name' => 'freshsales-edge-wordpress', 'version' => '0.1.0'],
        ]),
    ];
    if (!array_filter(array_column($fields, 'value'), 'is_email')) {
        // Who leaves but a number is known by their browser, if the page has named it.
        $common['anonymousId'] = browser_id() ?: "wp-$id";
    }
    $event = (string) apply_filters('freshsales_edge_event', 'Form Submitted', $form);
    $properties = array_filter($form + ['url' => $page]);
    keep([
        ['type' => 'identify', 'messageId' => "wp-$id-1"] + $common,
        ['type' => 'track', 'messageId' => "wp-$id-2", 'event' => $event, 'properties' => $properties] + $common,
    ]);
}

/** What of a form fits into an event: a long one costs its empty fields, unticked boxes and ends, but not the lead. */
function fit(array $fields): array
{
    $fields = array_filter($fields, fn ($field) => $field['value'] !== '');
    if (count($fields) > MOST_FIELDS) {
        $fields = array_filter($fields, fn ($field) => !in_array($field['type'], ['checkbox', 'radio'], true) || isset($field['checked']));
    }
    $fields = array_slice($fields, 0, MOST_FIELDS);
    foreach (LONGEST_VALUES as $longest) {
        $cut = array_map(fn ($field) => ['value' => mb_substr($field['value'], 0, $longest)] + $field, $fields);
        if (strlen((string) wp_json_encode($cut, JSON)) <= MOST_BYTES) {
            break;
        }
    }
    return $cut;
}

/** Of this site only: a referrer is what the browser says. */
function form_page(): string
{
    $page = esc_url_raw((string) wp_get_raw_referer());
    return wp_parse_url($page, PHP_URL_HOST) === wp_parse_url(home_url(), PHP_URL_HOST) ? $page : '';
}

function browser_id(): string
{
    $cookie = isset($_COOKIE['fse']) ? (string) wp_unslash($_COOKIE['fse']) : ''; // phpcs:ignore -- cut to an id below
    [$id] = explode("\n", $cookie, 2);
    return preg_match('/^[\w.:-]{1,200}$/', $id) ? $id : '';
}

/**
 * What the visitor allowed; null where it may not be told, nothing where nobody is asked. Other banners
 * than those of the WP Consent API are known in the page alone: then the page tells, and this server does not.
 */
function consent(): ?array
{
    $settings = settings();
    if ($settings['forms_consent']) {
        return ['analytics' => true, 'marketing' => true];
    }
    $is_asked = $settings['consent'];
    $prefix = (string) apply_filters('wp_consent_cookie_prefix', 'wp_consent');
    if (($_SERVER['HTTP_SEC_GPC'] ?? '') === '1' && !($is_asked && isset($_COOKIE["{$prefix}_marketing"]))) {
        return null;
    }
    if (!$is_asked) {
        return [];
    }
    // As long as no banner has said how it asks, the API allows everything.
    $has_spoken = function_exists('wp_has_consent') && function_exists('wp_get_consent_type') && wp_get_consent_type();
    if (!$has_spoken || !wp_has_consent('marketing')) {
        return null;
    }
    return ['analytics' => (bool) wp_has_consent('statistics'), 'marketing' => true, 'via' => 'WP Consent API'];
}

add_filter('wp_consent_api_registered_' . plugin_basename(__FILE__), '__return_true');

// ---------------------------------------------------------------- on the way to the edge

function keep(array $events): void
{
    $name = WAITING . wp_generate_uuid4();
    if (count_waiting() >= MOST_WAITING) {
        lose('More than ' . MOST_WAITING . ' forms wait: a new one was lost.');
    } elseif (add_option($name, ['at' => time(), 'events' => $events], '', 'no')) {
        add_action('shutdown', __NAMESPACE__ . '\send_soon');
    } elseif (!post($events)['done']) {
        // The database does not take it, nor does the edge.
        lose('A form could be neither kept nor sent.');
    }
}

function lose(string $reason): void
{
    note(['lost' => (state()['lost'] ?? 0) + 1, 'lost_last' => $reason]);
    error_log("freshsales-edge: $reason"); // phpcs:ignore -- for whoever looks after the site
}

/** Once the visitor has the answer, where PHP can say so; else in a request of WP-Cron, for which nobody waits. */
function send_soon(): void
{
    foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $finish) {
        if (function_exists($finish) && !wp_doing_cron()) {
            $finish();
            send_waiting();
            return;
        }
    }
    $retry_at = state()['retry_at'] ?? 0;
    send_at(max(time(), $retry_at));
    if ($retry_at <= time()) {
        spawn_cron();
    }
}

add_action(CRON, __NAMESPACE__ . '\send_waiting');

/** Sends what waits, the oldest first. The first one that cannot be delivered ends the turn, and there will be another. */
function send_waiting(): void
{
    $until = time() + TURN_SECONDS;
    $retry_at = state()['retry_at'] ?? 0;
    if ($retry_at > time()) {
        send_at($retry_at);
        return;
    }
    while ($rows = oldest_waiting()) {
        foreach ($rows as ['option_name' => $name, 'option_value' => $text]) {
            $kept = maybe_unserialize($text);
            if (!is_array($kept) || $kept['at'] < time() - KEPT_SECONDS) {
                lose('A form was kept for too long.');
                delete_option($name);
                continue;
            }
            if (!tells_forms()) {
                return;
            }
            $answer = post($kept['events']);
            if (!$answer['done']) {
                fail_until($answer);
                return;
            }
            delete_option($name);
            note(['attempts' => 0, 'retry_at' => 0, 'error' => ''] + (isset($answer['reason']) ? ['refused' => $answer['reason']] : []));
            if (time() > $until) {
                send_at(time());
                return;
            }
        }
    }
}

function fail_until(array $answer): void
{
    $attempts = (state()['attempts'] ?? 0) + 1;
    // Whatever answers in place of the edge may ask for years.
    $wait = min(HOUR_IN_SECONDS, max((int) $answer['wait'], MINUTE_IN_SECONDS * 2 ** min($attempts - 1, 10)));
    note(['attempts' => $attempts, 'retry_at' => time() + $wait, 'error' => $answer['reason']]);
    error_log('freshsales-edge: ' . $answer['reason']); // phpcs:ignore -- for whoever looks after the site
    send_at(time() + $wait);
}

function send_at(int $time): void
{
    $next = wp_next_scheduled(CRON);
    if (!$next || $next > $time) {
        wp_unschedule_hook(CRON);
        wp_schedule_event($time, 'hourly', CRON);
    }
}

/**
 * Posts events; done once they need not be sent again. The edge knows each by its messageId, so one
 * that is sent twice counts once.
 */
function post(array $events): array
{
    $answer = ask(settings()['server_key'], $events);
    if (is_wp_error($answer)) {
        return ['done' => false, 'wait' => 0, 'reason' => 'The edge could not be reached: ' . $answer->get_error_message()];
    }
    $status = (int) wp_remote_retrieve_response_code($answer);
    $body = json_decode(wp_remote_retrieve_body($answer), true);
    if (($body['success'] ?? null) === true && isset($body['accepted'])) {
        $reasons = array_unique(array_column((array) ($body['rejected'] ?? []), 'reason'));
        return ['done' => true] + ($reasons ? ['reason' => implode('; ', $reasons)] : []);
    }
    $reason = is_string($body['error']['message'] ?? null)
        ? "The edge answered $status: " . $body['error']['message']
        : "Something else than the edge answered, with $status.";
    // What is wrong with the form itself stays wrong; a key or an address may be mended.
    $is_final = isset($body['error']['code']) && in_array($status, [400, 413, 415], true);
    return ['done' => $is_final, 'wait' => (int) wp_remote_retrieve_header($answer, 'retry-after'), 'reason' => $reason];
}

function ask(string $key, array $events, array $headers = [], string $edge = '')
{
    $body = wp_json_encode(['batch' => $events, 'sentAt' => gmdate('Y-m-d\TH:i:s\Z')], JSON);
    return wp_remote_post(($edge ?: settings()['edge']) . '/v1/batch', [
        'timeout' => TIMEOUT_SECONDS,
        'redirection' => 0,
        // phpcs:ignore -- HTTP Basic is defined by it
        'headers' => ['Authorization' => 'Basic ' . base64_encode("$key:"), 'Content-Type' => 'application/json'] + $headers,
        'body' => $body,
    ]);
}

function oldest_waiting(): array
{
    global $wpdb;
    return $wpdb->get_results($wpdb->prepare(
        "SELECT option_name, option_value FROM $wpdb->options WHERE option_name LIKE %s ORDER BY option_id LIMIT 20",
        $wpdb->esc_like(WAITING) . '%'
    ), ARRAY_A);
}

function count_waiting(): int
{
    global $wpdb;
    return (int) $wpdb->get_var($wpdb->prepare(
        "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE %s",
        $wpdb->esc_like(WAITING) . '%'
    ));
}

function state(): array
{
    return (array) get_option(STATE, []);
}

function note(array $changes): void
{
    update_option(STATE, array_merge(state(), $changes), false);
}

// ---------------------------------------------------------------- for the administrator

add_action('admin_menu', function () {
    add_options_page('freshsales-edge', 'freshsales-edge', 'manage_options', 'freshsales-edge', __NAMESPACE__ . '\print_settings');
});

add_action('admin_init', function () {
    register_setting('freshsales-edge', OPTION, [
        'type' => 'array',
        'sanitize_callback' => __NAMESPACE__ . '\read_settings',
        'default' => [],
        'show_in_rest' => false,
    ]);
});

/** What was typed, checked; what does not hold stays as it was, with the reason beside it. */
function read_settings($given): array
{
    $given = (array) $given;
    $after = settings();
    foreach (['pages', 'forms', 'server', 'consent', 'forms_consent'] as $box) {
        $after[$box] = !empty($given[$box]);
    }
    $edge = edge_address(trim((string) ($given['edge'] ?? '')));
    if ($edge === null) {
        complain('edge', 'Address of the edge: give the address of your Worker, such as https://crm.example.com. Only this machine may do without https.');
    } else {
        $after['edge'] = $edge;
    }
    $names = ['write_key' => 'Write key of the pages', 'server_key' => 'Key of this server'];
    foreach ($names as $name => $title) {
        $key = trim((string) ($given[$name] ?? ''));
        if ($key === '' && $name === 'server_key' && empty($given['forget_server_key'])) {
            continue;
        }
        if (preg_match('/^[\w.~-]{0,128}$/', $key)) {
            $after[$name] = $key;
        } else {
            complain($name, "$title: a key of WRITE_KEYS has letters, digits and _ - . ~ only, up to 128 of them.");
        }
    }
    if ($after['server_key'] !== '' && $after['server_key'] === $after['write_key']) {
        complain('write_key', 'Write key of the pages: this is the key of the server, which is a secret. Make another one in WRITE_KEYS.');
        $after['write_key'] = '';
    }
    $after = ask_edge($after);
    // What stands in wp-config.php stands nowhere else.
    return defined('FRESHSALES_EDGE_SERVER_KEY') ? ['server_key' => ''] + $after : $after;
}

function complain(string $name, string $text, string $type = 'error'): void
{
    // Settings that are saved for the first time are read twice.
    if (!in_array($text, array_column(get_settings_errors(OPTION), 'message'), true)) {
        add_settings_error(OPTION, $name, $text, $type);
    }
}

/** Scheme, host and port; null for what is no address of an edge. */
function edge_address(string $text): ?string
{
    if ($text === '') {
        return '';
    }
    $parts = wp_parse_url(strpos($text, '://') ? $text : "https://$text");
    $host = strtolower($parts['host'] ?? '');
    $scheme = strtolower($parts['scheme'] ?? '');
    $is_local = in_array($host, ['localhost', '127.0.0.1'], true);
    if (!preg_match('/^[a-z0-9.-]+$/', $host) || isset($parts['user']) || !($scheme === 'https' || ($scheme === 'http' && $is_local))) {
        return null;
    }
    return "$scheme://$host" . (isset($parts['port']) ? ':' . (int) $parts['port'] : '');
}

/** Asks the edge what it makes of the keys, by two batches without an event in them. */
function ask_edge(array $settings): array
{
    ['edge' => $edge, 'write_key' => $write_key, 'server_key' => $server_key] = $settings;
    if ($edge === '') {
        return $settings;
    }
    $home = wp_parse_url(home_url());
    $origin = $home['scheme'] . '://' . $home['host'] . (isset($home['port']) ? ':' . $home['port'] : '');
    $code_for = function (string $key) use ($edge, $origin): string {
        $answer = ask($key, [], ['Origin' => $origin], $edge);
        $body = is_wp_error($answer) ? [] : json_decode(wp_remote_retrieve_body($answer), true);
        return ($body['success'] ?? null) === true ? 'taken' : (string) ($body['error']['code'] ?? 'silent');
    };
    if ($write_key !== '') {
        $code = $code_for($write_key);
        if ($code === 'server_key_in_browser') {
            complain('write_key', 'Write key of the pages: this is the key of a server ("trusted"), which is a secret. Use the key of your website.');
            $settings['write_key'] = '';
        }
        $texts = [
            'silent' => "There is no edge at $edge: nothing, or something else, answered. Sign-ups wait here until it does.",
            'unknown_write_key' => 'Write key of the pages: the edge does not know it. Compare it with WRITE_KEYS.',
            'origin_not_allowed' => "The edge takes nothing from pages of $origin: add it to ALLOWED_ORIGINS.",
            'configuration' => 'The edge is not set up yet: npm run doctor says what is missing.',
        ];
        if (isset($texts[$code])) {
            complain('write_key', $texts[$code], 'warning');
        }
    }
    if ($server_key !== '') {
        $texts = [
            'unknown_write_key' => 'Key of this server: the edge does not know it. Compare it with WRITE_KEYS.',
            'taken' => 'Key of this server: the edge takes it from pages as well. Give it "trusted": true in WRITE_KEYS.',
        ];
        $code = $code_for($server_key);
        if (isset($texts[$code])) {
            complain('server_key', $texts[$code], 'warning');
        }
    }
    note(['attempts' => 0, 'retry_at' => 0]);
    send_at(time());
    return $settings;
}

function print_settings(): void
{
    if (!current_user_can('manage_options')) {
        return;
    }
    $settings = settings();
    $state = state();
    $is_constant = defined('FRESHSALES_EDGE_SERVER_KEY');
    $has_key = $settings['server_key'] !== '';
    $boxes = [
        'pages' => 'Report page views',
        'forms' => 'Report sign-ups from the page, with where the visitor came from',
        'server' => 'Tell of Contact Form 7, WPForms and Elementor Pro forms from this server as well, so that no content blocker costs a lead; each counts once',
        'consent' => 'Wait for the consent banner. This server knows those of the WP Consent API; with another banner it tells of no form',
        'forms_consent' => 'Whoever hands in a form consents to that being told, whatever the banner says',
    ];
    ?>
    <div class="wrap">
        <h1>freshsales-edge</h1>
        <form action="options.php" method="post">
            <?php settings_fields('freshsales-edge'); ?>
            <table class="form-table" role="presentation">
                <tr>
                    <th scope="row"><label for="fse-edge">Address of the edge</label></th>
                    <td><input id="fse-edge" name="<?php echo esc_attr(OPTION); ?>[edge]" type="text" class="regular-text code" value="<?php echo esc_attr($settings['edge']); ?>" placeholder="https://crm.example.com"></td>
                </tr>
                <tr>
                    <th scope="row"><label for="fse-write-key">Write key of the pages</label></th>
                    <td><input id="fse-write-key" name="<?php echo esc_attr(OPTION); ?>[write_key]" type="text" class="regular-text code" value="<?php echo esc_attr($settings['write_key']); ?>">
                        <p class="description">Public: everybody can read it in the page.</p></td>
                </tr>
                <tr>
                    <th scope="row"><label for="fse-server-key">Key of this server</label></th>
                    <td><input id="fse-server-key" name="<?php echo esc_attr(OPTION); ?>[server_key]" type="password" class="regular-text code" value="" autocomplete="off" placeholder="<?php echo $has_key ? 'set; leave empty to keep it' : ''; ?>" <?php disabled($is_constant); ?>>
                        <p class="description">A secret, with <code>"trusted": true</code> in <code>WRITE_KEYS</code>. It may stand in <code>wp-config.php</code> as <code>FRESHSALES_EDGE_SERVER_KEY</code> instead.</p>
                        <?php if ($has_key && !$is_constant) : ?>
                            <label><input type="checkbox" name="<?php echo esc_attr(OPTION); ?>[forget_server_key]" value="1"> Forget it</label>
                        <?php endif; ?></td>
                </tr>
                <tr>
                    <th scope="row">What it does</th>
                    <td><?php foreach ($boxes as $name => $text) : ?>
                        <p><label><input type="checkbox" name="<?php echo esc_attr(OPTION . "[$name]"); ?>" value="1" <?php checked($settings[$name]); ?>> <?php echo esc_html($text); ?></label></p>
                        <?php endforeach; ?></td>
                </tr>
            </table>
            <?php submit_button(); ?>
        </form>
        <h2>On the way</h2>
        <p><?php echo esc_html('Forms that wait to be sent: ' . count_waiting()); ?></p>
        <?php foreach (['error' => 'Trouble', 'refused' => 'Last form that the edge left out', 'lost' => 'Forms lost', 'lost_last' => 'The last one'] as $name => $title) : ?>
            <?php if (!empty($state[$name])) : ?>
                <p><strong><?php echo esc_html($title); ?>:</strong> <?php echo esc_html((string) $state[$name]); ?></p>
            <?php endif; ?>
        <?php endforeach; ?>
    </div>
    <?php
}

add_action('admin_notices', function () {
    $state = state();
    if (current_user_can('manage_options') && ($state['attempts'] ?? 0) >= 3 && count_waiting() > 0) {
        $text = 'freshsales-edge: forms wait to be sent (' . count_waiting() . '). ' . ($state['error'] ?? '');
        printf('<div class="notice notice-error"><p>%s</p></div>', esc_html($text));
    }
});

add_filter('plugin_action_links_' . plugin_basename(__FILE__), function ($links) {
    $url = admin_url('options-general.php?page=freshsales-edge');
    return array_merge(['<a href="' . esc_url($url) . '">Settings</a>'], $links);
});

register_activation_hook(__FILE__, function () {
    send_at(time() + HOUR_IN_SECONDS);
});

register_deactivation_hook(__FILE__, function () {
    wp_unschedule_hook(CRON);
});

register_uninstall_hook(__FILE__, __NAMESPACE__ . '\uninstall');

function uninstall(): void
{
    global $wpdb;
    wp_unschedule_hook(CRON);
    foreach ([OPTION, STATE] as $name) {
        delete_option($name);
    }
    $names = $wpdb->get_col($wpdb->prepare("SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s", $wpdb->esc_like(WAITING) . '%'));
    array_map('delete_option', $names);
}
