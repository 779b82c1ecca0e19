import { loadBatch } from '#core/import/load.ts'
import { drizzleOn, openDatabase } from '#db/client.ts'
import { testSecretKey } from '#test/support/secrets.ts'
import { importer } from './bring-in.ts'

// A process of its own that loads a batch and says how far it is, so that a test can kill it.
const [url = '', id = ''] = process.argv.slice(2)
const sql = openDatabase(url, { max: 2 })
const books = { sql, db: drizzleOn(sql), clock: { now: () => Temporal.Now.instant() }, secretKey: testSecretKey }
await loadBatch(books, importer, { id, mode: 'load', onProgress: ({ done }) => process.stdout.write(`${done}\n`) })
await sql.end()
