import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import { readForm } from '../form.ts'
import { Day } from '../present/display.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Banner } from '../ui/banner.tsx'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Sentence } from '../words/use-words.tsx'
import { notInProduction } from './not-in-production.ts'
import { Actions } from './style/actions.tsx'
import { Colours } from './style/colours.tsx'
import { Fields } from './style/fields.tsx'
import { Lists } from './style/lists.tsx'
import { Parts } from './style/parts.tsx'
import { States } from './style/states.tsx'

export const meta = () => [{ title: 'Style · Counterpart' }]

const schema = z.object({
	company: z.string().min(2).max(40),
	email: z.email(),
	startsOn: dayInput,
	seats: z.coerce.number().int().min(1).max(500),
	plan: z.enum(['monthly', 'yearly']),
})

export function loader({ context }: LoaderFunctionArgs) {
	notInProduction(context)
	return null
}

export async function action({ request, context }: ActionFunctionArgs) {
	notInProduction(context)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	return form.refuse({ ok: false, refusal: { code: 'customer.number_taken', facts: { number: 'C-1042' } } })
}

const navigation = [
	{ href: '/dev/style', label: 'Overview' },
	{ href: '/dev/style#contracts', label: 'Contracts' },
	{ href: '/dev/style#invoices', label: 'Invoices', count: 2 },
	{ href: '/dev/style#messages', label: 'Messages' },
]

/** Every component in every state, on one page. */
export default function Style() {
	const result = useActionData<typeof action>()
	return (
		<Page
			title="Press line maintenance"
			company="Halden Works"
			navigation={navigation}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/dev/style', label: 'Overview' },
						{ href: '/dev/mailbox', label: 'Contracts' },
					]}
				/>
			}
			lead="Contract HW-2024-0117, since 1 Feb 2024. Every component in every state, on one page."
			aside={
				<>
					<Pill tone="good">Active</Pill>
					<Button kind="secondary">Change the contract</Button>
				</>
			}
			account={
				<>
					<Avatar name="Mai Nguyễn" />
					<span className="hidden sm:inline">Mai Nguyễn</span>
				</>
			}
			banner={
				<Banner>
					<Sentence of="shell.demoDay" facts={{ day: <Day on="2026-11-22" /> }} />
				</Banner>
			}
			footer="Halden Works AS · Industriveien 4, 1776 Halden · +47 69 00 00 00"
		>
			<States />
			<Lists />
			<Parts />
			<Actions />
			<Fields result={result} />
			<Colours />
		</Page>
	)
}
