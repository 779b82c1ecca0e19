import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'
import { noteAddress } from '#core/settings.ts'
import { openShop, type Shop } from '#test/core/amendment/world.ts'

let shop: Shop
let number: string
const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-link-'))

beforeAll(async () => {
	shop = await openShop('2026-03-02')
	const { world } = shop
	await shop.agree()
	const settings = { DATABASE_URL: world.url, DATA_DIR: dataDir, PORT: '3000', NODE_ENV: 'test' }
	for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
	const [contract] = await world.sql<{ number: string }[]>`select number from contract limit 1`
	number = contract?.number ?? ''
})
afterAll(async () => {
	vi.unstubAllEnvs()
	rmSync(dataDir, { recursive: true })
	await shop.world.close()
})

async function linkOf(): Promise<string> {
	let said = ''
	const say = (text: string) => {
		said += text
	}
	await dispatch(['link', number], { out: say, err: say, input: async () => '' })
	return said
}

test('a link begins with the address of the product that runs on this data, and otherwise with the one that is set', async () => {
	expect(await linkOf()).toMatch(/^http:\/\/localhost:3000\/l\/\S+$/)
	noteAddress({ dataDir, publicUrl: 'http://127.0.0.1:4477', production: false })
	expect(await linkOf()).toMatch(/^http:\/\/127\.0\.0\.1:4477\/l\/\S+$/)
	// No process has this number any more.
	writeFileSync(join(dataDir, 'address'), JSON.stringify({ pid: 4_194_304, publicUrl: 'http://127.0.0.1:4477' }))
	expect(await linkOf()).toMatch(/^http:\/\/localhost:3000\//)
})

test('production notes no address, in a folder where nothing can be written', () => {
	const note = { dataDir: join(import.meta.filename, 'never'), publicUrl: 'https://portal.example' }
	expect(() => noteAddress({ ...note, production: true })).not.toThrow()
	expect(() => noteAddress({ ...note, production: false })).toThrow()
})
