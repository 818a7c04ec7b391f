// Stands for the ES module of this name where CommonJS asks for it: Node lets it, jest does not.
module.exports = { default: (text) => text.replace(/^\uFEFF/, '') }
Object.defineProperty(module.exports, '__esModule', { value: true })
