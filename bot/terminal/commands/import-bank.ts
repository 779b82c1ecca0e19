import { act, type Books } from '#core/act.ts'
import { rehearse } from '#core/approval/attempt.ts'
import { type ListedEntry, listEntries } from '#core/bank-file/list-entries.ts'
import { type UploadedBankFile, uploadBankFile } from '#core/bank-file/upload.ts'
import { type FileSource, openFile } from '#core/import/file/source.ts'
import { formatMajor } from '#core/money.ts'
import { sayReasons } from '#portal/present/staff/bank/say-reason.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { foundPath } from '../person-path.ts'
import { readOptions, sayRefusal, table, toJson, wrongUsage } from '../words.ts'

type Taken = UploadedBankFile & { entries: ListedEntry[] }

/** Takes a bank's file in, and says who may have paid each entry and why. Records nothing: that is done in the console. */
export async function runBank(words: readonly string[], io: Io, usage: string): Promise<number> {
	const given = readOptions(words, [], ['dry-run', 'json'])
	const [path, ...rest] = given?.words ?? []
	if (!given || !path || rest.length > 0) return wrongUsage(io, 'import', usage)
	const [dryRun, asJson] = [given.flags.has('dry-run'), given.flags.has('json')]
	const file = await openFile(foundPath(path)).catch((error: Error) => error)
	if (file instanceof Error) {
		const message = `The file ${path} cannot be opened: ${file.message}`
		if (asJson) io.out(toJson({ refusal: { code: 'import.unreadable', message } }))
		else io.err(message)
		return REFUSED
	}
	try {
		return await withBooks(io, async (books) => {
			const taken = await takeIn(books, file, dryRun)
			if (!taken.ok) return sayRefusal(io, taken.refusal, asJson)
			const told = tellTaken(file.name, taken.value, dryRun)
			io.out(asJson ? toJson(told) : shown(told))
			return DONE
		})
	} finally {
		await file.close()
	}
}

async function takeIn(books: Books, file: FileSource, dryRun: boolean) {
	return await act(
		books,
		terminalActor,
		async (scope, _: undefined): Promise<Taken> => {
			let taken: Taken | undefined
			const take = async (part: typeof scope) => {
				const uploaded = await uploadBankFile(part, { file })
				const asked = { fileId: uploaded.fileId, show: 'all' as const, limit: 10_000 }
				taken = { ...uploaded, entries: (await listEntries(part, asked)).rows }
			}
			if (dryRun) await rehearse(scope, take)
			else await take(scope)
			if (!taken) throw new Error('The file was not taken in')
			return taken
		},
		undefined,
	)
}

function tellTaken(fileName: string, { fileId, asks, again, added, known, entries }: Taken, dryRun: boolean) {
	return {
		file: fileName,
		...(dryRun ? {} : { bankFile: fileId }),
		...{ dryRun, again, asks, added, known },
		entries: entries.map((entry) => ({
			...{ line: entry.line, account: entry.account, bookedOn: entry.bookedOn, valueOn: entry.valueOn },
			...{ amount: formatMajor(entry.amountMinor, entry.currency), currency: entry.currency },
			...{ counterparty: entry.counterparty, counterpartyAccount: entry.counterpartyAccount },
			...{ reference: entry.reference, description: entry.description, bankReference: entry.bankReference },
			receipt: entry.receipt?.number ?? null,
			ignored: entry.ignored?.reason ?? null,
			matches: entry.matches.map((match) => ({
				...{ customer: match.customerName, score: match.score, sure: match.sure, reasons: match.reasons },
				why: sayReasons(match.reasons),
				settles: match.put.map(({ number, amountMinor }) => ({
					...{ invoice: number, amount: formatMajor(amountMinor, entry.currency) },
				})),
				free: formatMajor(match.freeMinor, entry.currency),
			})),
		})),
	}
}

type Told = ReturnType<typeof tellTaken>

function shown({ file, dryRun, again, asks, added, known, entries }: Told): string {
	const tried = dryRun ? 'Only tried: ' : ''
	if (asks) return `${tried}${file}: say in the console under Bank files what its columns hold; then it is read.`
	if (again) return `${tried}${file} was taken in before; nothing has changed.`
	const rows = entries.map(({ valueOn, amount, currency, counterparty, description, receipt, matches: [best] }) => [
		...[valueOn, amount, currency, (counterparty || description).slice(0, 40)],
		receipt ?? (best ? `${best.sure ? 'sure: ' : ''}${best.customer}` : ''),
		best && !receipt ? best.why : '',
	])
	const head = `${tried}${file}: ${added} new entries, ${known} known before`
	if (rows.length === 0) return head
	return [head, table(['value day', 'amount', '', 'from', 'who may have paid', 'why'], rows)].join('\n\n')
}
