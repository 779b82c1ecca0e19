import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findLineName } from '#core/own-field/find-line.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { setOwnValues } from '#core/own-field/set-values.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ownGiven, ownPosted } from '../../present/staff/own/posted.ts'
import { ValuesForm } from '../../present/staff/own/values-form.tsx'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayOwn as say } from '../../words/staff-own.ts'

export const meta = titled<typeof loader>()

const query = z.object({ line: z.uuid().optional() })
const schema = z.object({ own: ownPosted })

/** The contract, or one of its lines. */
async function open(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { books } = args.context
	const asked = query.safeParse(Object.fromEntries(new URL(args.request.url).searchParams))
	if (!asked.success || !may(staff.actor, 'contract.write')) throw notFound()
	const { line: id } = asked.data
	const subject = id ? ('line' as const) : ('contract' as const)
	const line = id ? await look(books, staff.actor, findLineName, { contractId, id }) : undefined
	const own = await look(books, staff.actor, findOwnValues, { subject, ids: [id ?? contractId] })
	if (!own.ok || (line && !line.ok)) throw notFound()
	const { fields, values, locked } = own.value
	const of = line?.ok ? line.value : screen.head.number
	return {
		staff,
		contractId,
		screen,
		subject,
		id: id ?? contractId,
		of,
		fields,
		values: values[id ?? contractId] ?? {},
		locked: locked[id ?? contractId] ?? [],
	}
}

export async function loader(args: LoaderFunctionArgs) {
	const { screen, of, fields, values, locked } = await open(args)
	return { ...screen, title: say('own.of', { of }), own: { fields, values, locked } }
}

export async function action(args: ActionFunctionArgs) {
	const { staff, contractId, subject, id, fields } = await open(args)
	const form = await readForm(args.request, schema)
	if (!form.ok) return form.reply
	const own = ownGiven(fields, form.value.own)
	const set = await act(args.context.books, staff.actor, setOwnValues, { subject, id, own })
	if (!set.ok) return form.refuse(set)
	return redirect(
		subject === 'line' ? `/staff/contracts/${contractId}/lines` : `/staff/contracts/${contractId}?done=own`,
	)
}

/** What stands in the company's own fields of a contract, or of one of its lines. */
export default function ContractOwn() {
	const { frame, title, head, own } = useLoaderData<typeof loader>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/contracts', label: staffWords('staff.contracts') },
						{ href: `/staff/contracts/${head.id}`, label: head.number },
					]}
				/>
			}
		>
			<ValuesForm {...own} answer={useActionData<typeof action>()} />
		</StaffPage>
	)
}
