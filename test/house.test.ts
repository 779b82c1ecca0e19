import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folders = ['core', 'db', 'emails', 'portal', 'bot', 'test']

/** Nouns that may stand in core, from the map in the README of core. */
const nouns = [
	'company customer staff sign-in product price price-update restructuring tax quote contract amendment document schedule invoice credit-note',
	'payment receipt allocation dunning journal receivable equipment approval alert message follow-up movement report',
	'import export outbox inbox calendar-feed rating chat list discussion own-field field-right api webhook template unit delivery machine-request telematics health currency-rate payable partner-application care-visit credit-survey guarantor collection bank-file commission upload',
]
	.join(' ')
	.split(' ')

const topLevel = [
	...[
		'.ci',
		'.dependency-cruiser.cjs',
		'.dockerignore',
		'.editorconfig',
		'.env.example',
		'.gitattributes',
		'.gitignore',
	],
	...['.npmrc', 'CHANGELOG.md', 'CONTRIBUTING.md', 'Dockerfile', 'LICENSE', 'README.md', 'biome.json', 'docs'],
	...['drizzle.config.ts', 'fly.toml', 'knip.json', 'package-lock.json', 'package.json', 'public', 'tsconfig.json'],
	...['vite.config.ts', 'vitest.config.ts', ...folders],
]
/** What git ignores. */
const notOurs = ['.git', 'node_modules', '.data', 'build', 'coverage', '.env']

const files = folders.flatMap((folder) => (existsSync(join(root, folder)) ? filesIn(folder) : []))
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const documents = ['README.md', ...filesIn('docs'), ...files].filter(
	(file) => /\.md$/.test(file) && existsSync(join(root, file)),
)

function filesIn(folder: string): string[] {
	if (!existsSync(join(root, folder))) return []
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

test.each([
	['the product', 150, (file: string) => !file.startsWith('test/')],
	// A test that tells a story is as long as the story.
	['the tests', 250, (file: string) => file.startsWith('test/')],
])('nine files in ten of %s are shorter than %i lines', (_whose, most, belongs) => {
	const lengths = sources.filter(belongs).map((file) => lengthOf(file))
	lengths.sort((one, other) => one - other)
	expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThan(most)
})

test('a file over 300 lines says at its top why, and none is over 400', () => {
	const long = sources.filter((file) => lengthOf(file) > 300 && !/^\/[/*].{20}/.test(read(file)))
	expect(long).toEqual([])
	expect(sources.filter((file) => lengthOf(file) > 400)).toEqual([])
})

test('no file or folder is a drawer for odds and ends', () => {
	const drawers = /^(utils?|helpers?|managers?|services?|libs?|common|shared|misc|index)$/
	expect(files.filter((file) => file.split('/').some((part) => drawers.test(part.replace(/\..*$/, ''))))).toEqual([])
})

test('names are lower case, words joined by hyphens', () => {
	const odd = /[^a-z0-9.$_-]|[A-Z]/
	expect(sources.filter((file) => file.split('/').some((part) => odd.test(part)))).toEqual([])
})

test('the top of the tree and of core are as the map has them', () => {
	const present = readdirSync(root).filter((name) => !notOurs.includes(name) && !name.endsWith('.log'))
	expect(present.filter((name) => !topLevel.includes(name))).toEqual([])
	const inCore = readdirSync(join(root, 'core'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
	expect(inCore.map((entry) => entry.name).filter((name) => !nouns.includes(name))).toEqual([])
})

test.each([
	[
		'a float or a machine-dependent day',
		/\bnew Date\((?![\w.]+\.epochMilliseconds\))|\bDate\.now\(|\bparseFloat\(|\.toFixed\(/,
		/^(core|portal|bot)\//,
	],
	['an escape from the types or the linter', /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/, /./],
	['something unfinished', /\b(TODO|FIXME|HACK)\b|not implemented|coming soon|lorem ipsum/i, /./],
	['an assertion that hardly asserts', /\.(toBeTruthy|toBeDefined|toBeFalsy)\(|expect\(true\)/, /^test\//],
])('no source holds %s', (_what, words, where) => {
	const own = relative(root, import.meta.filename)
	expect(sources.filter((file) => file !== own && where.test(file) && words.test(read(file)))).toEqual([])
})

test('the lock holds the packages of every platform, each with its hash', () => {
	type Locked = {
		integrity?: string
		dependencies?: Record<string, string>
		optionalDependencies?: Record<string, string>
	}
	const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
	const holds = (path: string, name: string): boolean => {
		if (packages[`${path ? `${path}/` : ''}node_modules/${name}`]) return true
		return path !== '' && holds(path.slice(0, Math.max(path.lastIndexOf('/node_modules/'), 0)), name)
	}
	const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) => {
		const names = Object.keys({ ...dependencies, ...optionalDependencies })
		return names.filter((name) => !holds(path, name)).map((name) => `${path} needs ${name}`)
	})
	expect(missing).toEqual([])
	expect(Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity)).toEqual([])
})

test('npm may run the scripts of exactly those packages that need theirs', () => {
	const { packages } = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, { hasInstallScript?: boolean }>
	}
	const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> }
	const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
	const names = new Set(scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)))
	expect(Object.keys(allowScripts).sort()).toEqual([...names].sort())
})

test('every dependency has its reason written down, and nothing else has', () => {
	type Manifest = { dependencies: object; devDependencies: object; overrides: object }
	const manifest = JSON.parse(read('package.json')) as Manifest
	const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides })
	const text = read('docs/dependencies.md')
	expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
	const listed = [...text.matchAll(/^\| (`.*?`) \|/gm)].flatMap((row) => [...String(row[1]).matchAll(/`([^`]+)`/g)])
	expect(listed.map((match) => String(match[1])).filter((name) => !names.includes(name))).toEqual([])
})

test('every npm command that the documents name exists', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
	const named = documents.flatMap((file) => [...read(file).matchAll(/(?:^|`|&& )npm (?:run (?:-s )?)?([a-z:]+)/gm)])
	const builtIn = ['ci', 'install', 'run', 'audit', 'registry', 'package', 'packages']
	const missing = named.map((match) => String(match[1])).filter((name) => !(name in scripts) && !builtIn.includes(name))
	expect(missing).toEqual([])
})

test('every link from one document to another file leads somewhere', () => {
	const broken = documents.flatMap((file) =>
		[...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
			.map((match) => String(match[1]))
			.filter((target) => !existsSync(resolve(root, dirname(file), target)))
			.map((target) => `${basename(file)}: ${target}`),
	)
	expect(broken).toEqual([])
})

test('a page takes from what the server hands it only what there is: the framework lets every name pass', () => {
	const known = [...read('portal/load-context.ts').matchAll(/^\t(\w+)\??:/gm)].map((match) => String(match[1]))
	expect(known).toContain('books')
	const taken = sources
		.filter((file) => /^portal\/(routes|present|sign-in)\//.test(file))
		.flatMap((file) =>
			[...read(file).matchAll(/(?<![-\w./])(?:args\.)?context\.(\w+)/g)].map((match) => `${file} ${match[1]}`),
		)
	const unknown = taken.filter((one) => !known.includes(one.split(' ')[1] ?? '') && !one.endsWith(' addIssue'))
	expect(unknown).toEqual([])
})

function lengthOf(file: string): number {
	return read(file).split('\n').length - 1
}
