export { toEmail } from '../../protocol/toEmail.ts'
