/** Known to everybody, and of use on this machine only. */
export const API_KEY = 'demo-api-key'
export const WRITE_KEY = 'demo-write-key'
export const ADMIN_TOKEN = 'demo-admin-token'
