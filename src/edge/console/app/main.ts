import { startConsole } from './startConsole.ts'

const root = document.getElementById('console')
if (root) startConsole(root)
