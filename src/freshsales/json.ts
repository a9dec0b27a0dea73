export { isBlank, isObject } from '../protocol/json.ts'
