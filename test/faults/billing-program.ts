import { bill } from '#core/invoice/run.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { stoppedClock } from '#test/support/clock.ts'
import { testSecretKey } from '#test/support/secrets.ts'

// A worker of its own for the fault tests: bills a database through a day in small chunks, and says when it begins and ends.
const [url = '', day = ''] = process.argv.slice(2)
const sql = openDatabase(url, { max: 2, applicationName: 'billing program' })
const books = { sql, db: drizzleOn(sql), clock: stoppedClock(day, 'Europe/Berlin'), secretKey: testSecretKey }
await sql`select 1`
process.stdout.write('begun\n')
const result = await bill(books, { kind: 'system', name: 'program' }, books.clock.today(), 2, 40)
process.stdout.write(`billed ${result.invoices}\n`)
await sql.end()
