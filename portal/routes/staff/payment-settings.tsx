import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { setReceiptOrder } from '#core/company/set-receipt-order.ts'
import { readPolicy } from '#core/dunning/policy.ts'
import { setPaymentRules } from '#core/dunning/set-policy.ts'
import { formatMajor } from '#core/money.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { amountField, tickField } from '../../form-fields.ts'
import { PaymentRulesForm } from '../../present/staff/payment-rules-form.tsx'
import { OrderForm } from '../../present/staff/receipt/order-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { staffWords as say } from '../../words/staff.ts'
import { saySettings } from '../../words/staff-settings.ts'

export const meta = titled<typeof loader>()

/** Days as a person lists them: `1, 3, 7`. */
const daysField = z
	.string()
	.trim()
	.regex(/^(\d{1,3}([\s,;]+\d{1,3})*)?$/)
	.optional()
	.transform((text) =>
		(text ?? '')
			.split(/[\s,;]+/)
			.filter(Boolean)
			.map(Number),
	)
const afterField = z
	.string()
	.trim()
	.regex(/^\d{0,3}$/)
	.optional()
	.transform((text) => (text ? Number(text) : null))

const schema = z.object({
	retryDays: daysField,
	retryHour: z.coerce.number().int().min(0).max(23),
	remindBeforeDays: daysField,
	remindAfterDays: daysField,
	warnedAfterDays: afterField,
	restrictedAfterDays: afterField,
	blockedAfterDays: afterField,
	parts: z.enum(['none', 'any', 'least']),
	least: z.string().max(40).optional(),
})

const orderSchema = z.object({ order: z.enum(['oldest', 'largest']), paysPenalty: tickField })

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const found = await look(
		context.books,
		staff.actor,
		async (scope) => ({ policy: await readPolicy(scope), company: scope.company }),
		undefined,
	)
	if (!found.ok) throw notFound()
	const { policy, company } = found.value
	const { partPayment, smallestPartPaymentMinor: least, currency } = company
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.paymentRules.title'),
		policy,
		parts: partPayment ? (least > 0n ? ('least' as const) : ('any' as const)) : ('none' as const),
		least: least > 0n ? formatMajor(least, currency) : '',
		currency,
		order: company.receiptOrder,
		paysPenalty: company.receiptPaysPenalty,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	if (new URL(request.url).searchParams.has('order')) {
		const chosen = await readForm(request, orderSchema)
		if (!chosen.ok) return chosen.reply
		const set = await act(context.books, staff.actor, setReceiptOrder, chosen.value)
		return set.ok ? redirect('/staff/settings/payments?saved') : chosen.refuse(set)
	}
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { parts, least, ...policy } = form.value
	const company = await look(context.books, staff.actor, async (scope) => scope.company, undefined)
	if (!company.ok) throw notFound()
	if (parts === 'least' && !least) return form.say((speaker) => speaker.say('fault.missing'), 'least')
	const amount =
		parts === 'least' ? amountField(company.value.currency, speakerFor(request), 1n).safeParse(least) : undefined
	if (amount?.success === false) return form.say(() => amount.error.issues[0]?.message ?? '', 'least')
	const outcome = await act(context.books, staff.actor, setPaymentRules, {
		...policy,
		partPayment: parts !== 'none',
		smallestPartPaymentMinor: amount?.data ?? 0n,
	})
	if (!outcome.ok) return form.refuse(outcome)
	return redirect('/staff/settings/payments?saved')
}

/** How late money is followed up, and whether parts may be paid: for the administrator. */
export default function PaymentSettings() {
	const { frame, title, saved, order, paysPenalty, ...rules } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title} lead={say('staff.paymentRules.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings">{saySettings('settings.all')}</TextLink>
			</p>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('staff.customer.saved')}
					</Notice>
				</div>
			) : null}
			<PaymentRulesForm rules={rules} result={result} />
			<OrderForm order={order} paysPenalty={paysPenalty} />
		</StaffPage>
	)
}
