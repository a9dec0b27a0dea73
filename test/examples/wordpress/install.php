<?php

// Makes the site: WordPress itself, a theme, a page for each form, and the plugin with its settings.
define('WP_INSTALLING', true);
[, $root, $url, $settings] = $argv;
$_SERVER['HTTP_HOST'] = (string) parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_install('Acme', 'admin', 'admin@acme.example', true, '', 'password');
update_option('siteurl', $url);
update_option('home', $url);
switch_theme('bare');
update_option('permalink_structure', '/%postname%/');
foreach (['contact-form-7', 'wpforms', 'elementor'] as $name) {
    wp_insert_post([
        'post_type' => 'page',
        'post_status' => 'publish',
        'post_name' => $name,
        'post_title' => $name,
        'post_content' => "[forms_$name]",
    ]);
}
wp_insert_user(['user_login' => 'editor', 'user_pass' => 'password', 'role' => 'editor', 'user_email' => 'e@acme.example']);
update_option('freshsales_edge', json_decode($settings, true));
$problem = activate_plugin('freshsales-edge.php');
flush_rewrite_rules();
echo is_wp_error($problem) ? $problem->get_error_message() : 'installed';
