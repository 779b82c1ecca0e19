import { bill } from '#core/invoice/run.ts'
import type { Sql } from '#db/client.ts'
import { openConsole } from './console.ts'
import { firstDay, makeContracts } from './contracts.ts'
import { openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const system = { kind: 'system', name: 'bench' } as const
const many = Number(process.env.BENCH_LIST_CONTRACTS ?? 100_000)
const few = 1000
const most = 100
const rounds = 9

/** The pages, and a word that each has to show. The customer looked for is there however many there are. */
const lists: Record<string, [path: string, shows: string]> = {
	'list of contracts': ['/staff/contracts', 'K-'],
	'list of contracts by title, those in force': ['/staff/contracts?state=active&sort=title', 'K-'],
	'list of customers by name': ['/staff/customers', 'B-'],
	'list of invoices past their day': ['/staff/invoices?state=overdue', 'INV-'],
	'list of serial numbers': ['/staff/lines', 'K-'],
}
const searches: Record<string, [path: string, shows: string]> = {
	'search for a name': ['/staff/search?for=Halvorsen+Quarries', 'Halvorsen Quarries'],
	'search for a name with a slip': ['/staff/search?for=Halvosren+Quaries', 'Halvorsen Quarries'],
	'search for a Russian name with a slip': ['/staff/search?for=Каспийский+Элеватр', 'Каспийский Элеватор'],
	'search for a Chinese name': ['/staff/search?for=青岛海岳', '青岛海岳港务'],
	'search for a Vietnamese name without accents': ['/staff/search?for=thuy+san+ca+mau', 'Thủy sản Cà Mau'],
	'search for a serial number': ['/staff/search?for=HV-777001', 'HV-777001'],
	'search for a contract number': ['/staff/search?for=K-900', 'K-900'],
	'search for serial numbers in their list': ['/staff/lines?search=HV-777001', 'HV-777001'],
}

/** The console's lists and its search box, each page from the request to its last byte, with few contracts and with many. */
export async function bench(): Promise<BenchRow[]> {
	const small = await measureAll(few)
	const large = await measureAll(many)
	return [...Object.keys(lists), ...Object.keys(searches)].map((what) => {
		const [ours = Number.NaN, withFew = Number.NaN] = [large.get(what), small.get(what)]
		return {
			...{ what: `${what}, ${many} contracts`, ours, reference: most, unit: 'ms', goal: 1 },
			...{ referenceIs: 'what a person takes for at once', ratio: most / ours },
			howToRead: `With ${few} contracts ${withFew.toPrecision(3)} ms. The median of ${rounds} requests one after the other, of the whole page, signed in as an administrator. A list counts its rows to 10 000, and one in an order that has no index sorts them all.`,
		}
	})
}

async function measureAll(contracts: number): Promise<Map<string, number>> {
	const { books, sql, clock, close } = await openBenchBooks(firstDay)
	try {
		await makeContracts(sql, contracts)
		await nameEverybody(sql)
		await bill(books, system, clock.today())
		clock.moveOn({ months: 1 })
		await sql.unsafe('vacuum (analyze)')
		await using pages = await openConsole(books, rounds)
		const found = new Map<string, number>()
		for (const [what, page] of [...Object.entries(lists), ...Object.entries(searches)])
			found.set(what, await pages.median(...page))
		return found
	} finally {
		await close()
	}
}

/** Names as firms have them, of three words by chance, and machines with serial numbers; the customers looked for once each. */
async function nameEverybody(sql: Sql): Promise<void> {
	const chance = (most: number, salt: string) =>
		`(('x' || substr(md5(number || '${salt}'), 1, 7))::bit(28)::int % ${most}) + 1`
	const one = (words: string, salt: string) => {
		const list = words.split(' ')
		return `(array['${list.join("', '")}'])[${chance(list.length, salt)}]`
	}
	const name = `${one(firsts, 'a')} || ' ' || ${one(middles, 'b')} || ' ' || ${one(lasts, 'c')}`
	await sql.begin(async (transaction) => {
		await transaction.unsafe(`set local session_replication_role = replica;
			update customer set name = ${name};
			update contract_line set model = 'NL-' || position * 120, serial_number = 'SN-' || lpad(substr(number, 3), 7, '0') || '-' || position
				from contract where contract.id = contract_id;`)
		const wanted = ['Halvorsen Quarries', 'Каспийский Элеватор', '青岛海岳港务', 'Thủy sản Cà Mau']
		for (const [place, wantedName] of wanted.entries())
			await transaction`update customer set name = ${wantedName} where number = ${`B-${300 + place}`}`
		await transaction`update contract_line set serial_number = 'HV-777001'
			where position = 1 and contract_id = (select id from contract where number = 'K-300')`
	})
}

const firsts =
	'Nord Süd West Ost Alpen Rhein Elbe Donau Isar Spree Harz Ems Fjord Baltic Atlas Orion Vega Lumen Terra Aqua Ferro Silva Monte Campo Porto Vista Delta Sigma Omega Kappa'
const middles =
	'Logistik Maschinen Energie Bau Holz Stahl Agrar Medizin Textil Papier Glas Chemie Druck Möbel Pumpen Krane Messtechnik Software Handel Spedition Gartenbau Bergbau Recycling Fischerei'
const lasts = 'GmbH AG KG SE Partner Gruppe Holding Werke Union Service Technik System'
