import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { filesBelow } from '../build/sources.mjs'

const rooms = ['core', 'client', 'api', 'bot', 'tab', 'widget', 'infra', 'tests']

/**
 * Every TypeScript file of the project: what it imports and who imports it, its code lines, the names it exports, and
 * every name it declares.
 */
export function readModules(root) {
  const paths = rooms.flatMap((room) => [...filesBelow(room)]).filter((path) => /\.tsx?$/.test(path))
  const known = new Set(paths)
  const modules = paths.map((path) => readModule(path, readFileSync(root + path, 'utf8'), known))
  const importers = new Map(paths.map((path) => [path, []]))
  for (const { path, imports } of modules)
    for (const { to, dynamic } of imports) importers.get(to).push({ from: path, dynamic })
  return modules.map((module) => ({ ...module, importers: importers.get(module.path) }))
}

function readModule(path, text, known) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports = new Map()
  const names = new Set()
  const visit = (node) => {
    const target = specifierOf(node)
    const to = target === null ? null : resolve(path, target, known)
    if (to !== null) imports.set(to, (imports.get(to) ?? true) && ts.isCallExpression(node))
    if (node.name && ts.isIdentifier(node.name) && isDeclaration(node)) names.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return {
    path,
    imports: [...imports].map(([to, dynamic]) => ({ to, dynamic })),
    codeLines: codeLinesOf(text),
    exported: file.statements.filter(isExported).flatMap(namesOf),
    onlyTypes: file.statements.every(isTypeOnly),
    names: [...names],
  }
}

function specifierOf(node) {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
    return node.moduleSpecifier.text
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return isImport && ts.isStringLiteral(node.arguments[0]) ? node.arguments[0].text : null
}

function resolve(from, specifier, known) {
  const path = specifier.startsWith('#')
    ? `${specifier.slice(1)}.ts`
    : posix.normalize(posix.join(posix.dirname(from), specifier))
  return known.has(path) ? path : null
}

const isDeclaration = (node) => !ts.isImportSpecifier(node) && !ts.isPropertyAccessExpression(node)
const isExported = (statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
const isTypeOnly = (statement) =>
  ts.isImportDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)

function namesOf(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  return statement.name ? [statement.name.text] : []
}

/** Lines that hold code: neither blank nor comment. */
const codeLinesOf = (text) => text.split('\n').filter((line) => !/^\s*($|\/\/|\/\*|\*)/.test(line)).length
