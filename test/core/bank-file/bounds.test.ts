import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '#core/act.ts'
import { readTable } from '#core/bank-file/read-table.ts'
import { uploadBankFile } from '#core/bank-file/upload.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { finance } from '../payment/ledger.ts'
import { statementOf } from './banking.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

const map = {
	columns: { account: 'Account', bookedOn: 'Date', description: 'Details', amount: 'Amount', currency: 'Currency' },
	...{ dayOrder: 'dmy' as const, decimal: 'comma' as const, currency: 'EUR', account: '' },
}

/** As somebody takes it in, who says what the columns of a table hold. */
async function take(name: string, text: string) {
	const taken = await act(world.books, finance, uploadBankFile, {
		file: fileOfBytes(name, new TextEncoder().encode(text)),
	})
	if (!taken.ok || !taken.value.asks) return taken
	return await act(world.books, finance, readTable, { fileId: taken.value.fileId, map })
}

const csv = (...rows: string[]) => `Account;Date;Details;Amount;Currency\n${rows.join('\n')}\n`
const nines = '9'.repeat(30)
const good = 'DE21200505501234567890;13.02.2026;Rent;10,50;EUR'
const camt = (amount: string, day: string) => `<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><IBAN>DE21200505501234567890</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>`

test.each([
	['an amount in CSV', 'a.csv', csv(good, `DE21200505501234567890;14.02.2026;Much;${nines},00;EUR`), 3],
	['a debit in CSV', 'b.csv', csv(good, `DE21200505501234567890;14.02.2026;Much;-${nines},00;EUR`), 3],
	['a day far ahead in CSV', 'c.csv', csv(good, 'DE21200505501234567890;14.02.2926;Late;10,00;EUR'), 3],
	['a day long ago in CSV', 'd.csv', csv(good, 'DE21200505501234567890;14.02.1026;Old;10,00;EUR'), 3],
	['an account in CSV', 'e.csv', csv(good, `${nines}${nines}${nines};14.02.2026;Long;10,00;EUR`), 3],
	['an amount in MT940', 'f.sta', statementOf([{ text: 'Much', minor: BigInt(nines) }]), 5],
	['a day in MT940', 'g.sta', statementOf([{ text: 'Late', minor: 100n, on: '990214' }]), 5],
	['an amount in CAMT.053', 'h.xml', camt(`${nines}.00`, '2026-02-14'), 3],
	['a day in CAMT.053', 'i.xml', camt('10.00', '9999-12-31'), 3],
])('%s beyond all bounds is refused with its line, and nothing is kept', async (_, name, text, line) => {
	expect(await take(name, text)).toMatchObject({ refusal: { code: 'bank_file.unclear', facts: { line } } })
	expect(await world.sql`select count(*)::int as entries from bank_entry`).toEqual([{ entries: 0 }])
})
