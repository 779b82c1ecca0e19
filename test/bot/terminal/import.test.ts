import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'
import { openBooks, type World } from '#test/support/books.ts'

let folder: string
let world: World

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'counterpart-import-'))
	world = await openBooks({ on: '2026-03-01' })
	vi.stubEnv('DATABASE_URL', world.url)
	vi.stubEnv('NODE_ENV', 'test')
})

afterAll(async () => {
	vi.unstubAllEnvs()
	await world.close()
	await rm(folder, { recursive: true })
})

async function terminal(...words: string[]) {
	const out: string[] = []
	const err: string[] = []
	const io = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), input: async () => '' }
	const code = await dispatch(words, io)
	return { code, out: out.join('\n'), err: err.join('\n') }
}

async function file(name: string, content: string): Promise<string> {
	const path = join(folder, name)
	await writeFile(path, content)
	return path
}

const customers =
	'Account ID,Account Name,Billing Country,Currency\n1,Acme,Germany,EUR\n2,Beta,Narnia,EUR\n3,Gamma,France,EUR\n'

describe('import in the terminal', () => {
	it('matches the columns by itself, tells each rejected row, and writes them to a file', async () => {
		const path = await file('customers.csv', customers)
		const rejected = join(folder, 'left-out.csv')
		const { code, out } = await terminal('import', 'customers', path, '--rejected', rejected)
		expect(code).toBe(0)
		expect(out).toContain('Account ID -> key')
		expect(out).toContain('3 rows: 2 created, 0 updated, 0 unchanged, 1 rejected')
		expect(out).toContain('row 3: Billing Country: “Narnia” is not a country that is known.')
		expect(await readFile(rejected, 'utf8')).toContain('2,Beta,Narnia,EUR,3,')
	})

	it('prints JSON, and the same file twice changes nothing', async () => {
		const path = await file('again.csv', customers)
		const { code, out } = await terminal('import', 'customers', path, '--json')
		expect(code).toBe(0)
		expect(JSON.parse(out)).toMatchObject({
			subject: 'customers',
			rows: 3,
			created: 0,
			updated: 0,
			unchanged: 2,
			rejected: 1,
			problems: [{ row: 3, column: 'Billing Country', field: 'country', code: 'country_unknown' }],
		})
	})

	it('tells the difference field by field, keeps what was changed here, and writes all of it to a file', async () => {
		await world.sql`update customer set name = 'Acme SE' where import_key = '1'`
		const path = await file('changed.csv', customers.replace('Acme', 'Acme AG').replace('Gamma', 'Gamma & Co'))
		const diff = join(folder, 'difference.csv')
		const tried = await terminal('import', 'customers', path, '--dry-run', '--diff', diff)
		expect(tried.out).toContain('0 created, 1 updated, 0 unchanged, 1 rejected, 1 in conflict')
		expect(tried.out).toContain('row 2 1: Name “Acme SE” -> “Acme AG” (kept)')
		expect((await readFile(diff, 'utf8')).split('\n').slice(1)).toEqual([
			'2,In conflict,1,Acme AG,Name,Acme SE,Acme AG,no',
			'3,Left out,2,Beta,,,Billing Country: “Narnia” is not a country that is known.,',
			'4,Changed,3,Gamma & Co,Name,Gamma,Gamma & Co,yes',
			'',
		])
		const { out } = await terminal('import', 'customers', path, '--on-conflict', 'file', '--json')
		expect(JSON.parse(out)).toMatchObject({
			updated: 2,
			conflicts: 0,
			changes: [
				{
					row: 2,
					fate: 'updated',
					changes: [{ field: 'name', ours: 'Acme SE', theirs: 'Acme AG', conflict: 'taken' }],
				},
				{ row: 4, fate: 'updated', changes: [{ field: 'name', ours: 'Gamma', theirs: 'Gamma & Co' }] },
			],
		})
		expect((await terminal('import', 'customers', path, '--on-conflict', 'whoever')).code).toBe(2)
		const { batch } = JSON.parse(out)
		await world.sql`update customer set name = 'Acme Group', version = version + 1 where import_key = '1'`
		const foreseen = await terminal('import', 'undo', batch, '--dry-run')
		expect(foreseen.out).toContain('0 would be taken away, 1 put back\n  1 would stay: changed by somebody since.')
		expect(JSON.parse((await terminal('import', 'undo', batch, '--json')).out)).toMatchObject({
			undone: 1,
			kept: 1,
			left: [{ row: 2, key: '1', code: 'changed_since' }],
		})
		const names = await world.sql`select name from customer order by import_key`
		expect(names.map(({ name }) => name)).toEqual(['Acme Group', 'Gamma'])
		const twice = await terminal('import', 'undo', batch)
		expect([twice.code, twice.err]).toEqual([1, 'changed.csv has not been imported, or has been taken back already.'])
		expect((await terminal('import', 'undo', 'last')).code).toBe(2)
	})

	it('only tries when asked to, and leaves no trace', async () => {
		const path = await file('more.csv', customers.replaceAll(/^(\d)/gm, '9$1'))
		const { out } = await terminal('import', 'customers', path, '--dry-run')
		expect(out).toContain('Only tried: 3 rows: 2 created')
		const [left] = await world.sql`
			select (select count(*) from customer)::int as customers,
				(select count(*) from import_batch where file_name = 'more.csv')::int as batches`
		expect(left).toEqual({ customers: 2, batches: 0 })
	})

	it('refuses what can be read in two ways, and says what to write into a map', async () => {
		const path = await file(
			'contracts.csv',
			'ID,Account ID,Start,Unit price,Billing\nS-1,1,03/04/2026,"1.234",monthly\n',
		)
		const { code, err } = await terminal('import', 'contracts', path)
		expect(code).toBe(1)
		expect(err).toContain('"start": { "column": "Start", "format": "dmy" or "mdy" }')
		expect(err).toContain('"amount": { "column": "Unit price", "format": "point" or "comma" }')
		const suggested = await terminal('import', 'contracts', path, '--suggest')
		const map = JSON.parse(suggested.out)
		map.columns.start.format = 'dmy'
		map.columns.amount.format = 'comma'
		const mapPath = await file('contracts.map.json', JSON.stringify(map))
		expect((await terminal('import', 'contracts', path, '--map', mapPath)).out).toContain('1 rows: 1 created')
		const [contract] = await world.sql`
			select contract.starts_on::text as start, trim_scale(unit_price)::text as price from contract
				join contract_line_state on contract_id = contract.id`
		expect(contract).toEqual({ start: '2026-04-03', price: '1234' })
	})

	it('refuses a column that is not there, a map of the other kind, a file that is not there', async () => {
		const path = await file('few.csv', 'ID,Name\n1,Acme\n')
		const map = (given: object) => file('some.map.json', JSON.stringify(given))
		const columns = { key: 'ID', name: 'Title' }
		const missing = await terminal(
			'import',
			'customers',
			path,
			'--map',
			await map({ subject: 'customers', columns, constants: { country: 'DE' } }),
		)
		expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('Title')])
		const other = await terminal('import', 'customers', path, '--map', await map({ subject: 'contracts', columns: {} }))
		expect([other.code, other.err]).toEqual([1, expect.stringContaining('contracts')])
		const unknown = await terminal(
			'import',
			'customers',
			path,
			'--map',
			await map({ subject: 'customers', columns: { nmae: 'Name' } }),
		)
		expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('columns.nmae')])
		const nowhere = await terminal('import', 'customers', join(folder, 'nowhere.csv'))
		expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('cannot be opened')])
		const noFile = await terminal('import', 'customers', folder)
		expect([noFile.code, noFile.err]).toEqual([1, `The file ${folder} cannot be opened: it is not a file`])
		const broken = await terminal('import', 'customers', path, '--map', await file('broken.map.json', '{'))
		expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('cannot be read')])
	})

	it('finds files from where the person stands, and writes there', async () => {
		await file('here.csv', customers.replaceAll('Narnia', 'Nowhere'))
		await file(
			'here.map.json',
			JSON.stringify({
				subject: 'customers',
				source: 'here',
				columns: { key: 'Account ID', name: 'Account Name', country: 'Billing Country', currency: 'Currency' },
			}),
		)
		vi.stubEnv('INIT_CWD', folder)
		const words = ['here.csv', '--map', 'here.map.json', '--rejected', 'here-left-out.csv', '--diff', 'here-diff.csv']
		const { code, err } = await terminal('import', 'customers', ...words)
		vi.stubEnv('INIT_CWD', undefined)
		expect([code, err]).toEqual([0, ''])
		expect(await readFile(join(folder, 'here-left-out.csv'), 'utf8')).toContain('2,Beta,Nowhere,EUR,3,')
		expect(await readFile(join(folder, 'here-diff.csv'), 'utf8')).toContain('Acme')
	})

	it.each([
		[['import']],
		[['import', 'customers']],
		[['import', 'payments', 'a.csv']],
		[['import', 'customers', 'a.csv', '--what']],
	])('%j is wrong usage', async (words) => {
		expect((await terminal(...words)).code).toBe(2)
	})
})
