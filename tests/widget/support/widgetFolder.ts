import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Output of `npm run build` for the widget. `npm test` builds it first. */
export const widgetFolder = fileURLToPath(new URL('../../../dist/widget/', import.meta.url))

if (!existsSync(`${widgetFolder}manifest.json`)) throw new Error('Build the widget first: npm run build')
