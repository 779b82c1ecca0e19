import { type Actor, act, expectOk } from '#core/act.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { type FoundThing, findAnything } from '#core/list/find-anything.ts'
import { addUser } from '#core/staff/add-user.ts'
import type { Sql } from '#db/client.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const system = { kind: 'system', name: 'bench' } as const
const contracts = Number(process.env.BENCH_CONTRACTS ?? 100_000)
const rounds = 15
const limit = 30

/** The search box of the console over very many rows, against bare SQL that asks the same four indexes for the same words. */
export async function bench(): Promise<BenchRow[]> {
	const { books, sql, close } = await openBenchBooks(firstDay)
	try {
		await makeContracts(sql, contracts)
		await nameEverything(sql)
		const administrator: Actor = { kind: 'staff', userId: await hire('administrator'), role: 'administrator' }
		const seller: Actor = { kind: 'staff', userId: await hire('salesperson'), role: 'salesperson' }
		const find = (actor: Actor) => async (text: string) =>
			expectOk(await act(books, actor, findAnything, { text, limit }))
		const rights = [{ field: 'serialNumber' as const, access: 'hidden' as const, state: 'draft' as const }]
		expectOk(await act(books, administrator, saveFieldRights, { card: 'line', role: 'salesperson', rights }))
		return [
			await compare('a name with a typo, searched', await said(sql), find(administrator), alike(sql), 0.5),
			await compare('the same by whom a field is hidden from', await said(sql), find(seller), alike(sql), 0.5),
		]

		async function hire(role: 'administrator' | 'salesperson') {
			return expectOk(await act(books, system, addUser, { name: role, email: `${role}@bench.example`, role })).id
		}
	} finally {
		await close()
	}
}

/** Names as companies and people have them, and a serial number to each line: of equal ones each would be like every other. */
async function nameEverything(sql: Sql): Promise<void> {
	const syllables =
		'nor,lich,ham,kel,tau,ber,wes,dro,fin,gas,ost,rup,mei,sol,vin,zar,hol,bru,pet,kra,lun,tro,eis,wal,ger,mun,ros,tel'
	const name = (seed: string) => `(
		select initcap(string_agg(part[1 + abs(hashtext(${seed} || place)) % cardinality(part)], '' order by place))
		from (select string_to_array('${syllables}', ',') as part) as parts, generate_series(1, 3) as place)`
	await sql.begin((transaction) =>
		transaction.unsafe(`set local session_replication_role = replica;
			update customer set name = ${name('number')} || ' ' || (array['Logistik GmbH', 'Bau AG', 'Medical', 'Foods', 'Print', 'Health Care', 'Robotics'])[1 + abs(hashtext(number)) % 7];
			update contract_line set serial_number = upper(substr(md5(id::text), 1, 10)), model = (array['ETV 215', 'C 4500', 'Lift 9'])[position];
			insert into contact (id, name, email)
				select md5('contact ' || number)::uuid, ${name("'first' || number")} || ' ' || ${name("'last' || number")}, 'contact-' || number || '@customer.example' from customer;
			insert into customer_contact (customer_id, contact_id) select id, md5('contact ' || number)::uuid from customer`),
	)
	await sql.unsafe('vacuum (analyze)')
}

/** What is typed: names with two letters in each other's place. */
async function said(sql: Sql): Promise<string[]> {
	const rows = await sql<{ text: string }[]>`select name as text from customer order by id limit ${rounds}`
	return rows.map(({ text }) => `${text.slice(0, 3)}${text[4]}${text[3]}${text.slice(5)}`)
}

type Bare = (text: string) => Promise<{ id: string }[]>

const tables = ['customer', 'contract', 'contract_line', 'contact']

/** The rows whose text is most like what was said, of the four tables, asked plainly; nobody's rights, no names beside them. */
const alike = (sql: Sql) =>
	inOne(
		sql,
		(table) => `(select id from ${table} where plain_text($1) <% search_text
			order by word_similarity(plain_text($1), search_text) desc limit ${limit})`,
	)

/** One statement about all four tables, in a transaction as ours is, which sets how near. */
function inOne(sql: Sql, ofTable: (table: string) => string): Bare {
	const statement = tables.map(ofTable).join(' union all ')
	return (text) =>
		sql.begin(async (transaction) => {
			await transaction`select set_config('pg_trgm.word_similarity_threshold', '0.45', true)`
			return await transaction.unsafe(statement, [text], { prepare: true })
		})
}

type Find = (text: string) => Promise<FoundThing[]>

/** Both sides in turn, so that a neighbour's pause meets both; the medians. */
async function compare(what: string, texts: string[], find: Find, bare: Bare, goal: number): Promise<BenchRow> {
	const ours: number[] = []
	const theirs: number[] = []
	for (const text of [...texts.slice(0, 3), ...texts]) {
		const began = performance.now()
		const found = await find(text)
		const between = performance.now()
		const rows = await bare(text)
		theirs.push(performance.now() - between)
		ours.push(between - began)
		if (found.length === 0 || rows.length === 0) throw new Error(`Nothing was found of ${text}`)
	}
	const [our, their] = [median(ours.slice(3)), median(theirs.slice(3))]
	return {
		what: `${what}, ${contracts.toLocaleString('en')} contracts`,
		ours: our,
		reference: their,
		referenceIs: 'bare SQL that asks the same indexes of names, numbers and serial numbers',
		ratio: their / our,
		goal,
		unit: 'ms',
		howToRead:
			'The median of a search, all kinds of things with rights and what is shown beside them. Where nothing holds the words ours asks first for that, then for what is like it, documents included; the reference knows which.',
	}
}

/** Which one neighbour's pause does not move. */
function median(taken: number[]): number {
	return taken.sort((one, other) => one - other)[Math.floor(taken.length / 2)] ?? 0
}
