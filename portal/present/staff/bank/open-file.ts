import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type Actor, type Books, expectOk, look } from '#core/act.ts'
import { entryShows } from '#core/bank-file/entry-show.ts'
import { countGoings, countSure, type ListedEntry, listEntries } from '#core/bank-file/list-entries.ts'
import { findBankFile } from '#core/bank-file/list-files.ts'
import { findTableToRead } from '#core/bank-file/read-table.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { suggestSplit } from '#core/payment/suggest-split.ts'
import { may } from '#core/permit.ts'
import { notFound } from '../../../problem.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { findCustomers } from '../find-customers.ts'
import { askedOf, pagingOf, readCursor } from '../paging.ts'
import { staffFrameOf } from '../staff-frame.ts'
import type { Told } from './notices.tsx'

const count = z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined)
const query = z.object({
	entry: z.uuid().optional().catch(undefined),
	customer: z.uuid().optional().catch(undefined),
	find: z.string().trim().max(100).default('').catch(''),
	show: z.enum(entryShows).default('open').catch('open'),
	...{ added: count, known: count, accepted: count },
	again: z.string().optional(),
	more: z.string().optional(),
	done: z.enum(['accepted', 'ignored', 'taken_up', 'gone', 'asked', 'unsaid']).optional().catch(undefined),
})

/** What the address asks for. */
export const askedIn = (request: Request) => query.parse(Object.fromEntries(new URL(request.url).searchParams))

/** The file in the address. Throws 404 where there is none, or nothing of it for whoever asks. */
export async function bankFileIn(books: Books, actor: Actor, params: LoaderFunctionArgs['params']) {
	const { bankFileId: fileId } = z.object({ bankFileId: z.uuid() }).safeParse(params).data ?? {}
	if (!fileId || !may(actor, 'payment.record')) throw notFound()
	const file = expectOk(await look(books, actor, findBankFile, { fileId }))
	if (!file) throw notFound()
	return file
}

/** An entry of it, wherever it stands. */
export async function entryIn(books: Books, actor: Actor, fileId: string, entryId: string) {
	const found = expectOk(await look(books, actor, listEntries, { fileId, entryId, show: 'all', limit: 1 }))
	const [entry] = found.rows
	if (!entry) throw notFound()
	return entry
}

/** A bank's file with what is asked of it: its columns to be named, one entry with its payer to be chosen, or a page of it. */
export async function openBankFilePage({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { books } = context
	const { uploadedAt, ...file } = await bankFileIn(books, staff.actor, params)
	const asked = askedIn(request)
	const [fileId, isRead] = [file.id, !file.asks]
	const isWhole = isRead && !asked.entry
	return {
		...{ frame: await staffFrameOf(context, staff), title: file.fileName, page: `/staff/bank-files/${fileId}` },
		...{ file: { ...file, uploadedAt: uploadedAt.toString() }, show: asked.show, told: isRead ? toldBy(asked) : null },
		currency: expectOk(await look(books, staff.actor, async ({ company }) => company.currency, undefined)),
		table: isRead ? null : expectOk(await look(books, staff.actor, findTableToRead, { fileId })),
		one: isRead && asked.entry ? await openOne(books, staff.actor, fileId, { ...asked, entry: asked.entry }) : null,
		listed: isWhole ? await listOne(books, staff.actor, request, fileId) : null,
		sure: isWhole && asked.show === 'open' ? expectOk(await look(books, staff.actor, countSure, { fileId })) : 0,
		goings: isWhole && asked.show === 'open' ? expectOk(await look(books, staff.actor, countGoings, { fileId })) : 0,
	}
}

type Asked = z.output<typeof query>

async function listOne(books: Books, actor: Actor, request: Request, fileId: string) {
	const { after, before } = askedOf(request)
	const { show } = askedIn(request)
	const found = expectOk(
		await look(books, actor, listEntries, { fileId, show, after: placeIn(after), before: placeIn(before), limit: 25 }),
	)
	return { rows: found.rows, paging: pagingOf(request, found, ({ id, line }) => `${id} ${line}`) }
}

function placeIn(cursor: string | undefined): { id: string; line: number } | undefined {
	const read = readCursor(cursor)
	return read && /^\d{1,9}$/.test(read.rest) ? { id: read.id, line: Number(read.rest) } : undefined
}

async function openOne(books: Books, actor: Actor, fileId: string, asked: Asked & { entry: string }) {
	const entry = await entryIn(books, actor, fileId, asked.entry)
	const mayChoose = entry.amountMinor > 0n && !entry.receipt && !entry.ignored
	return {
		...{ entry, mayChoose, find: asked.find },
		found: mayChoose ? await findCustomers(books, actor, { find: asked.find, payersOnly: true }) : [],
		split: mayChoose && asked.customer ? await splitFor(books, actor, asked.customer, entry) : null,
	}
}

async function splitFor(books: Books, actor: Actor, id: string, entry: ListedEntry) {
	const customer = await look(books, actor, findCustomerForStaff, { id })
	if (!customer.ok || customer.value.role !== 'customer') throw notFound()
	const { currency, amountMinor, valueOn: on } = entry
	const split = expectOk(await look(books, actor, suggestSplit, { customerId: id, currency, amountMinor, on }))
	return { customer: { id, name: customer.value.name }, split }
}

function toldBy({ again, added, known, accepted, more, done }: Asked): Told | null {
	if (again !== undefined) return { kind: 'again' }
	if (added !== undefined) return { kind: 'taken', added, known: known ?? 0 }
	if (accepted !== undefined) return { kind: 'sure', count: accepted, isMore: more !== undefined }
	return done ? { kind: 'done', done } : null
}
