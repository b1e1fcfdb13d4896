export { openBrowser, type TestBrowser } from './browser.ts'
export { findChromium } from './chromium.ts'
export { freshDatabase, type Template, type TestDatabase } from './database.ts'
export { deep, sized } from './size.ts'
