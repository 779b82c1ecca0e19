import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findLines } from '#core/contract/lines.ts'
import { sumLines } from '#core/contract/sum-lines.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { may } from '#core/permit.ts'
import { ContractLines } from '../../present/staff/contract/lines.tsx'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	search: z
		.string()
		.transform((text) => text.replaceAll('\0', '').trim().slice(0, 200))
		.optional(),
	after: z.coerce.number().int().min(0).optional().catch(undefined),
})
const perPage = 50

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { search, after } = query.parse(Object.fromEntries(new URL(args.request.url).searchParams))
	const { books } = args.context
	const { head, frame } = screen
	// Of a contract to come its lines are those of its first day.
	const on = frame.today < head.startsOn ? head.startsOn : dayWithin(frame.today, head.endsOn)
	const asked = { contractId, on, search: search || undefined }
	const [found, sums] = await Promise.all([
		look(books, staff.actor, findLines, { ...asked, after, limit: perPage }),
		look(books, staff.actor, sumLines, { ...asked, currency: head.currency }),
	])
	if (!found.ok || !sums.ok) throw notFound()
	const own = await look(books, staff.actor, findOwnValues, {
		subject: 'line' as const,
		ids: found.value.lines.map(({ id }) => id),
	})
	if (!own.ok) throw notFound()
	const { fields, shown } = own.value
	return {
		...screen,
		own: {
			some: fields.length > 0 || Object.keys(shown).length > 0,
			shown,
			mayWrite: fields.length > 0 && may(staff.actor, 'contract.write'),
		},
		title: `${say('screen.tabs.lines')} · ${head.number}`,
		found: found.value,
		sums: sums.value,
		asked: { on, search: search || undefined, after },
	}
}

const dayWithin = (day: string, endsOn: string | null) => (endsOn && endsOn < day ? endsOn : day)

/** The lines of a contract with their prices: found, summed, picked and changed. */
export default function StaffContractLines() {
	const { frame, head, ...shown } = useLoaderData<typeof loader>()
	return (
		<ContractScreen frame={frame} head={head} tab="lines">
			<ContractLines {...shown} head={head} mayAmend={frame.may['contract.amend'] ?? false} />
		</ContractScreen>
	)
}
