export { fail, type Result, succeed } from '../protocol/result.ts'
