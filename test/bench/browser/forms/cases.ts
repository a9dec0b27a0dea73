/** The forms of the bench, and what a visitor's submission of each must come to. */
export interface FormCase {
  /** The page's own form and script. */
  body: string
  /** How the form is submitted. Default: with a click on its second button. */
  submit?: string
  /** What the site's own server must be sent, once; nothing when left out. */
  reaches?: { path: string; body?: string }
  /** Whether the visitor must still be on the page. */
  stays?: boolean
  /** Whether it was a sign-up, of which a report is right. */
  isSignUp: boolean
}

/** What must not leave the page, by the name of its field. */
export const SECRETS = {
  password: 'secret-password',
  card: '4242424242424242',
  cc_number: '5555555555554444',
  token: 'secret-token',
}

export const VALUES = { email: 'ann@acme.example', first_name: 'Annabelle' }

/** Two buttons of one name: the server must learn which one it was. */
const CLICKED = 'choice=right'

const FIELDS = `
  <input name="email" type="email"><input name="first_name">
  <input name="password" type="password"><input name="card" autocomplete="cc-number">
  <input name="cc_number"><input name="token" type="hidden" value="${SECRETS.token}">
  <button name="choice" value="left">Left</button><button name="choice" value="right">Right</button>`

const formWith = (more = ''): string =>
  `<form method="post" action="/thanks">${FIELDS}${more}</form>`

const FORM = formWith()

const onSubmit = (act: string): string =>
  `<script>document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); ${act} })</script>`

const POST = "method: 'POST', body: new FormData(event.target)"

const SENT = { path: '/thanks', body: CLICKED }

export const FORM_CASES: Record<string, FormCase> = {
  'native submit': { body: FORM, reaches: SENT, isSignUp: true },
  'AJAX form (preventDefault)': {
    body: FORM + onSubmit(`fetch('/accepts', { ${POST} })`),
    reaches: { path: '/accepts' },
    stays: true,
    isSignUp: true,
  },
  'AJAX form, answered 500': {
    body: FORM + onSubmit(`fetch('/refuses', { ${POST} })`),
    reaches: { path: '/refuses' },
    stays: true,
    isSignUp: false,
  },
  'script refuses the input': {
    body: FORM + onSubmit("document.body.append('Please correct')"),
    stays: true,
    isSignUp: false,
  },
  'control named submit': {
    body: formWith('<input name="submit" value="yes">'),
    reaches: SENT,
    isSignUp: true,
  },
  'added later': {
    body: `<template>${FORM}</template><script>
      setTimeout(() => document.body.append(document.querySelector('template').content), 600)</script>`,
    reaches: SENT,
    isSignUp: true,
  },
  'form.submit() by script': {
    body: FORM,
    submit: 'document.forms[0].submit()',
    reaches: { path: '/thanks' },
    isSignUp: true,
  },
  'open shadow root': {
    body: `<div><template shadowrootmode="open">${FORM}</template></div>`,
    reaches: SENT,
    isSignUp: true,
  },
}
