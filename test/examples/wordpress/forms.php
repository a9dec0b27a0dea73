<?php

/**
 * Three form plugins as far as a visitor and other plugins meet them: their markup, the way in which
 * their scripts send it, what they answer, and what they pass to their hooks. Written after their
 * public sources: rocklobster-in/contact-form-7 (includes/submission.php, js/src/submit.js), WPForms
 * Lite 1.9 (includes/class-process.php, class-frontend.php), Elementor Pro 3 (modules/forms,
 * form-sender.js), and WordPress/wp-consent-level-api (inc/api-functions.php).
 */

function wp_mail(): bool
{
    return get_option('forms_mail', 'works') === 'works';
}

/** Of PHP-FPM: ends the request for the visitor. */
if (get_option('forms_fpm')) {
    function fastcgi_finish_request()
    {
        return update_option('forms_fpm', 'finished');
    }
}

if (get_option('forms_consent_type') !== false) {
    function wp_get_consent_type()
    {
        return apply_filters('wp_get_consent_type', get_option('forms_consent_type'));
    }

    function wp_has_consent($category)
    {
        $type = wp_get_consent_type();
        $cookie = $_COOKIE["wp_consent_$category"] ?? '';
        if (!$type) {
            return true;
        }
        return strpos($type, 'optout') !== false && $cookie === '' ? true : $cookie === 'allow';
    }
}

add_action('wp_enqueue_scripts', fn () => wp_enqueue_script('jquery'));

/** Whoever writes from there is refused by the server, as by a form's own checks. */
function is_refused(string $email): bool
{
    return !is_email($email) || strpos($email, '@refused.example') !== false;
}

// ------------------------------------------------------------ Contact Form 7

const CF7_TEMPLATE = <<<'HTML'
<label> Your name
    [text* your-name autocomplete:name] </label>

<label> E-mail of a colleague who should know
    [email colleague] </label>

<label> Your email
    [email* address autocomplete:email] </label>

<label> Your message (optional)
    [textarea your-message] </label>

[checkbox news "Send me the newsletter"]

[submit "Submit"]
HTML;

class WPCF7_Submission
{
    private static $instance;

    public static function get_instance($form = null)
    {
        if ($form) {
            self::$instance = new self();
        }
        return self::$instance;
    }

    public function get_posted_data()
    {
        $posted = array_filter(wp_unslash($_POST), fn ($key) => $key[0] !== '_', ARRAY_FILTER_USE_KEY);
        return $posted + ['news' => []];
    }
}

class Cf7Form
{
    public function id()
    {
        return 5;
    }

    public function title()
    {
        return 'Contact form 1';
    }

    public function prop($name)
    {
        return $name === 'form' ? CF7_TEMPLATE : null;
    }

    public function scan_form_tags()
    {
        preg_match_all('/\[(\w+)\*?\s*([\w-]*)([^\]]*)\]/', CF7_TEMPLATE, $tags, PREG_SET_ORDER);
        return array_map(function ($tag) {
            preg_match_all('/"([^"]*)"/', $tag[3], $values);
            $options = preg_split('/\s+/', trim(preg_replace('/"[^"]*"/', '', $tag[3])), -1, PREG_SPLIT_NO_EMPTY);
            return (object) [
                'basetype' => $tag[1], 'name' => $tag[2], 'options' => $options, 'values' => $values[1], 'content' => '',
            ];
        }, $tags);
    }

    public function submit(): array
    {
        WPCF7_Submission::get_instance($this);
        $result = ['contact_form_id' => 5, 'into' => '#wpcf7-f5-o1', 'invalid_fields' => []];
        if (is_refused((string) ($_POST['address'] ?? ''))) {
            $result['status'] = 'validation_failed';
            $result['message'] = 'One or more fields have an error. Please check and try again.';
            $result['invalid_fields'] = [['field' => 'address', 'message' => 'Please enter an email address.']];
        } elseif (wp_mail()) {
            $result['status'] = 'mail_sent';
            $result['message'] = 'Thank you for your message. It has been sent.';
            do_action('wpcf7_mail_sent', $this);
        } else {
            $result['status'] = 'mail_failed';
            $result['message'] = 'There was an error trying to send your message. Please try again later.';
            do_action('wpcf7_mail_failed', $this);
        }
        do_action('wpcf7_submit', $this, $result);
        return $result;
    }
}

$cf7_result = null;

add_action('parse_request', function () {
    global $cf7_result;
    if (isset($_POST['_wpcf7']) && !defined('REST_REQUEST')) {
        $cf7_result = (new Cf7Form())->submit();
    }
});

add_action('rest_api_init', fn () => register_rest_route('contact-form-7/v1', '/contact-forms/5/feedback', [
    'methods' => 'POST',
    'permission_callback' => '__return_true',
    'callback' => fn () => (new Cf7Form())->submit(),
]));

add_shortcode('forms_contact-form-7', function () {
    global $cf7_result;
    $elements = apply_filters('wpcf7_form_elements', <<<'HTML'
<p><label> Your name<br /><span class="wpcf7-form-control-wrap" data-name="your-name"><input size="40" class="wpcf7-form-control wpcf7-text wpcf7-validates-as-required" autocomplete="name" aria-required="true" aria-invalid="false" value="" type="text" name="your-name" /></span> </label></p>
<p><label> E-mail of a colleague who should know<br /><span class="wpcf7-form-control-wrap" data-name="colleague"><input size="40" class="wpcf7-form-control wpcf7-email" aria-invalid="false" value="" type="email" name="colleague" /></span> </label></p>
<p><label> Your email<br /><span class="wpcf7-form-control-wrap" data-name="address"><input size="40" class="wpcf7-form-control wpcf7-email wpcf7-validates-as-required" autocomplete="email" aria-required="true" aria-invalid="false" value="" type="email" name="address" /></span> </label></p>
<p><label> Your message (optional)<br /><span class="wpcf7-form-control-wrap" data-name="your-message"><textarea cols="40" rows="10" class="wpcf7-form-control wpcf7-textarea" aria-invalid="false" name="your-message"></textarea></span> </label></p>
<p><span class="wpcf7-form-control-wrap" data-name="news"><span class="wpcf7-form-control wpcf7-checkbox"><span class="wpcf7-list-item first last"><label><input type="checkbox" name="news[]" value="Send me the newsletter" /><span class="wpcf7-list-item-label">Send me the newsletter</span></label></span></span></span></p>
<p><input class="wpcf7-form-control wpcf7-submit has-spinner" type="submit" value="Submit" /></p>
HTML);
    $said = esc_html($cf7_result['message'] ?? '');
    return <<<HTML
<div class="wpcf7 no-js" id="wpcf7-f5-o1" lang="en-US" dir="ltr">
<div class="screen-reader-response"><p role="status" aria-live="polite" aria-atomic="true">$said</p> <ul></ul></div>
<form action="/contact-form-7/#wpcf7-f5-o1" method="post" class="wpcf7-form init" aria-label="Contact form" novalidate="novalidate" data-status="init">
<div style="display: none;"><input type="hidden" name="_wpcf7" value="5" /><input type="hidden" name="_wpcf7_unit_tag" value="wpcf7-f5-o1" /></div>
$elements<div class="wpcf7-response-output" aria-hidden="true">$said</div>
</form></div>
<script>
document.querySelector('form.wpcf7-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  form.dataset.status = 'submitting'
  const answer = await fetch('/wp-json/contact-form-7/v1/contact-forms/5/feedback', {
    method: 'POST', body: new FormData(form, event.submitter), headers: { Accept: 'application/json, */*;q=0.1' } })
  const { status, message, invalid_fields } = await answer.json()
  form.dataset.status = { mail_sent: 'sent', mail_failed: 'failed' }[status] ?? 'invalid'
  for (const { field, message } of invalid_fields) {
    form.elements[field].setAttribute('aria-invalid', 'true')
    form.elements[field].insertAdjacentHTML('afterend', '<span class="wpcf7-not-valid-tip" aria-hidden="true">' + message + '</span>')
  }
  if (status === 'mail_sent') form.reset()
  form.querySelector('.wpcf7-response-output').innerText = message
})
</script>
HTML;
});

// ------------------------------------------------------------ WPForms

const WPFORMS_DATA = [
    'id' => '7',
    'fields' => [
        0 => ['id' => '0', 'type' => 'name', 'label' => 'Name'],
        1 => ['id' => '1', 'type' => 'email', 'label' => 'E-mail'],
        2 => ['id' => '2', 'type' => 'text', 'label' => 'Company'],
        3 => ['id' => '3', 'type' => 'checkbox', 'label' => 'News', 'choices' => [1 => ['label' => 'Send me the newsletter', 'value' => '']]],
    ],
    'settings' => ['form_title' => 'Demo request', 'ajax_submit' => '1'],
];

function wpforms_process(): array
{
    $entry = wp_unslash($_POST['wpforms']);
    if (is_refused($entry['fields'][1] ?? '')) {
        return ['success' => false, 'data' => ['errors' => ['field' => ['1' => 'Please enter a valid email address.']]]];
    }
    $fields = [];
    foreach (WPFORMS_DATA['fields'] as $id => $field) {
        $value = $entry['fields'][$id] ?? '';
        $fields[$id] = ['name' => $field['label'], 'value' => is_array($value) ? implode("\n", $value) : $value, 'id' => $id, 'type' => $field['type']];
        if ($field['type'] === 'name') {
            $fields[$id] += ['first' => '', 'middle' => '', 'last' => ''];
        }
    }
    do_action('wpforms_process_complete', $fields, $entry, WPFORMS_DATA, 0);
    $thanks = '<div class="wpforms-confirmation-container-full wpforms-confirmation-scroll" id="wpforms-confirmation-7"><p>Thanks for contacting us! We will be in touch with you shortly.</p></div>';
    return ['success' => true, 'data' => ['confirmation' => $thanks]];
}

foreach (['wp_ajax_wpforms_submit', 'wp_ajax_nopriv_wpforms_submit'] as $hook) {
    add_action($hook, fn () => wp_send_json(wpforms_process()));
}

add_shortcode('forms_wpforms', function () {
    if (isset($_POST['wpforms'])) {
        $answer = wpforms_process();
        if ($answer['success']) {
            return $answer['data']['confirmation'];
        }
    }
    ob_start();
    ?>
<div class="wpforms-container wpforms-container-full" id="wpforms-7"><form id="wpforms-form-7" class="wpforms-validate wpforms-form wpforms-ajax-form" data-formid="7" method="post" enctype="multipart/form-data" action="/wpforms/" data-token="x" novalidate="novalidate"><div class="wpforms-field-container">
<div id="wpforms-7-field_0-container" class="wpforms-field wpforms-field-name" data-field-id="0"><label class="wpforms-field-label" for="wpforms-7-field_0">Name</label><input type="text" id="wpforms-7-field_0" class="wpforms-field-medium wpforms-field-required" name="wpforms[fields][0]" required></div>
<div id="wpforms-7-field_1-container" class="wpforms-field wpforms-field-email" data-field-id="1"><label class="wpforms-field-label" for="wpforms-7-field_1">E-mail</label><input type="email" id="wpforms-7-field_1" class="wpforms-field-medium wpforms-field-required" name="wpforms[fields][1]" spellcheck="false" required></div>
<div id="wpforms-7-field_2-container" class="wpforms-field wpforms-field-text" data-field-id="2"><label class="wpforms-field-label" for="wpforms-7-field_2">Company</label><input type="text" id="wpforms-7-field_2" class="wpforms-field-medium" name="wpforms[fields][2]"></div>
<div id="wpforms-7-field_3-container" class="wpforms-field wpforms-field-checkbox" data-field-id="3"><label class="wpforms-field-label">News</label><ul id="wpforms-7-field_3"><li class="choice-1 depth-1"><input type="checkbox" id="wpforms-7-field_3_1" name="wpforms[fields][3][]" value="Send me the newsletter"><label class="wpforms-field-label-inline" for="wpforms-7-field_3_1">Send me the newsletter</label></li></ul></div>
</div><div class="wpforms-submit-container"><input type="hidden" name="wpforms[id]" value="7"><?php do_action('wpforms_display_submit_before', WPFORMS_DATA); ?><button type="submit" name="wpforms[submit]" id="wpforms-submit-7" class="wpforms-submit" value="wpforms-submit">Submit</button></div></form></div>
<script>
addEventListener('load', () => jQuery('.wpforms-ajax-form').on('submit', function (event) {
  event.preventDefault()
  const $form = jQuery(this), data = new FormData(this)
  data.append('action', 'wpforms_submit')
  data.append('page_url', location.href)
  jQuery.ajax({ type: 'post', dataType: 'json', url: '/wp-admin/admin-ajax.php', data, cache: false, contentType: false, processData: false })
    .done((json) => {
      if (json.success) $form.closest('.wpforms-container').html(json.data.confirmation)
      else for (const [id, text] of Object.entries(json.data.errors.field)) {
        $form.find('#wpforms-7-field_' + id).attr('aria-invalid', 'true').addClass('wpforms-error')
          .after('<em id="wpforms-7-field_1-error" class="wpforms-error" role="alert">' + text + '</em>')
      }
    })
}))
</script>
    <?php
    return ob_get_clean();
});

// ------------------------------------------------------------ Elementor Pro

class ElementorRecord
{
    private $data;

    public function __construct(array $data)
    {
        $this->data = $data;
    }

    public function get($name)
    {
        return $this->data[$name];
    }
}

const ELEMENTOR_FIELDS = [
    'name' => ['text', 'Name'], 'email' => ['email', 'Email'], 'field_2c1' => ['tel', 'Phone'],
    'field_9d3' => ['acceptance', 'Send me the newsletter'], 'message' => ['textarea', 'Message'],
];

function elementor_send_form(): array
{
    $given = wp_unslash($_POST['form_fields']);
    if (is_refused($given['email'] ?? '')) {
        return ['success' => false, 'data' => ['message' => 'Your submission failed because of an error.', 'errors' => ['email' => 'This field is invalid.'], 'data' => []]];
    }
    $fields = [];
    foreach (ELEMENTOR_FIELDS as $id => [$type, $title]) {
        $value = $given[$id] ?? '';
        $fields[$id] = ['id' => $id, 'type' => $type, 'title' => $title, 'value' => $value, 'raw_value' => $value, 'required' => false];
    }
    $settings = ['id' => 'ec2ab49', 'form_name' => 'New Form'];
    do_action('elementor_pro/forms/new_record', new ElementorRecord(['fields' => $fields, 'form_settings' => $settings]), null);
    return ['success' => true, 'data' => ['message' => 'Your submission was successful.', 'data' => []]];
}

foreach (['wp_ajax_elementor_pro_forms_send_form', 'wp_ajax_nopriv_elementor_pro_forms_send_form'] as $hook) {
    add_action($hook, fn () => wp_send_json(elementor_send_form()));
}

add_shortcode('forms_elementor', function () {
    $html = <<<'HTML'
<div class="elementor-element elementor-element-ec2ab49 elementor-widget elementor-widget-form" data-id="ec2ab49" data-element_type="widget" data-widget_type="form.default"><div class="elementor-widget-container">
<form class="elementor-form" method="post" name="New Form" aria-label="New Form"><input type="hidden" name="post_id" value="9"/><input type="hidden" name="form_id" value="ec2ab49"/><input type="hidden" name="referer_title" value=""/><input type="hidden" name="queried_id" value="9"/>
<div class="elementor-form-fields-wrapper elementor-labels-above">
<div class="elementor-field-type-text elementor-field-group elementor-column elementor-field-group-name"><label for="form-field-name" class="elementor-field-label">Name</label><input size="1" type="text" name="form_fields[name]" id="form-field-name" class="elementor-field elementor-size-sm elementor-field-textual" placeholder="Name"></div>
<div class="elementor-field-type-email elementor-field-group elementor-column elementor-field-group-email elementor-field-required"><label for="form-field-email" class="elementor-field-label">Email</label><input size="1" type="email" name="form_fields[email]" id="form-field-email" class="elementor-field elementor-size-sm elementor-field-textual" placeholder="Email" required="required"></div>
<div class="elementor-field-type-tel elementor-field-group elementor-column"><label for="form-field-field_2c1" class="elementor-field-label">Phone</label><input size="1" type="tel" name="form_fields[field_2c1]" id="form-field-field_2c1" class="elementor-field elementor-size-sm elementor-field-textual" pattern="[0-9()#&amp;+*-=.]+"></div>
<div class="elementor-field-type-acceptance elementor-field-group elementor-column"><div class="elementor-field-subgroup"><span class="elementor-field-option"><input type="checkbox" name="form_fields[field_9d3]" id="form-field-field_9d3" class="elementor-field elementor-size-sm elementor-acceptance-field"><label for="form-field-field_9d3">Send me the newsletter</label></span></div></div>
<div class="elementor-field-type-textarea elementor-field-group elementor-column"><label for="form-field-message" class="elementor-field-label">Message</label><textarea class="elementor-field-textual elementor-field elementor-size-sm" name="form_fields[message]" id="form-field-message" rows="4"></textarea></div>
<div class="elementor-field-group elementor-column elementor-field-type-submit e-form__buttons"><button class="elementor-button elementor-size-sm" type="submit"><span class="elementor-button-content-wrapper"><span class="elementor-button-text">Send</span></span></button></div>
</div></form></div></div>
HTML;
    $widget = new class () {
        public function get_name()
        {
            return 'form';
        }
    };
    return apply_filters('elementor/widget/render_content', $html, $widget) . <<<'HTML'
<script>
addEventListener('load', () => jQuery('.elementor-form').on('submit', function (event) {
  event.preventDefault()
  const $form = jQuery(this), data = new FormData(this)
  data.append('action', 'elementor_pro_forms_send_form')
  data.append('referrer', location.toString())
  jQuery.ajax({ url: '/wp-admin/admin-ajax.php', type: 'POST', dataType: 'json', data, processData: false, contentType: false, success(response) {
    $form.find('.elementor-message').remove()
    if (response.success) {
      $form.trigger('submit_success', response.data).trigger('form_destruct', response.data).trigger('reset')
      $form.append('<div class="elementor-message elementor-message-success" role="alert">' + response.data.message + '</div>')
    } else {
      for (const id of Object.keys(response.data.errors)) $form.find('#form-field-' + id).attr('aria-invalid', 'true').parent().addClass('elementor-error')
      $form.append('<div class="elementor-message elementor-message-danger" role="alert">' + response.data.message + '</div>')
    }
  } })
}))
</script>
HTML;
});
