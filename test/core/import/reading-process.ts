import { openSheet } from '#core/import/file/sheet.ts'
import { openFile } from '#core/import/file/source.ts'
import { readMap } from '#core/import/map.ts'
import { rowReader } from '#core/import/record.ts'
import { SeenKeys } from '#core/import/seen-keys.ts'
import { contractMap } from './bring-in.ts'

// Reads and checks every row of a file, as an import does, and says how many there were.
const file = await openFile(process.argv[2] ?? '')
const sheet = await openSheet(file)
const reader = rowReader(readMap(contractMap, 'contracts'), sheet.header, { timeZone: 'UTC' })
const seen = new SeenKeys()
let sound = 0
for await (const rows of sheet.rows()) {
	for (const row of rows) {
		const { problems, values } = reader.read(row)
		if (problems.length === 0 && seen.see(String(values.key), row.number, row.cells) === undefined) sound++
	}
}
await file.close()
process.stdout.write(String(sound))
