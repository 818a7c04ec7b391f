// Replaces the ES module of this name for CommonJS: Node can `require` an ES module, jest cannot.
module.exports = { default: (text) => text.replace(/^\uFEFF/, '') }
Object.defineProperty(module.exports, '__esModule', { value: true })
