/** What a browser checks `forms.js` against; the build puts the hash of the file here. */
export const FORMS_HASH = 'sha256-FORMS'
