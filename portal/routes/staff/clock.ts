import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { act, type Books, expectOk, type Scope } from '#core/act.ts'
import { applyRules } from '#core/collection/apply-rules.ts'
import { closeSettledCases } from '#core/collection/close-settled.ts'
import { moveClock } from '#core/company/move-clock.ts'
import { followUp } from '#core/dunning/run.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { bill } from '#core/invoice/run.ts'
import { tellPayables } from '#core/payable/tell.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { tendRenewals } from '#core/quote/tend-renewals.ts'
import { localPath } from '../../local-path.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

const schema = z.object({ by: z.enum(['day', 'month']) })
const nightly = { kind: 'system', name: 'demo clock' } as const

/** Moves a demonstration's clock a day or a month on, night by night, each with what a night does by itself. */
export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const asked = schema.safeParse(Object.fromEntries(await request.formData()))
	if (!asked.success) throw notFound()
	const { by } = asked.data
	const { books, settings } = context
	if (settings.production) throw notFound()
	const today = expectOk(await act(books, actor, async (scope: Scope) => scope.today, undefined))
	const days = by === 'day' ? 1 : today.until(today.add({ months: 1 }), { largestUnit: 'day' }).days
	for (let night = 0; night < days; night++) await moveADay(books, actor)
	const from = URL.parse(request.headers.get('referer') ?? '')
	return redirect(localPath(from?.pathname ?? null, '/staff'))
}

async function moveADay(books: Books, actor: Awaited<ReturnType<typeof requireStaff>>['actor']): Promise<void> {
	const moved = await act(books, actor, moveClock, { days: 1 })
	if (!moved.ok) throw notFound()
	await bill(books, nightly, moved.value.today, 1)
	await followUp(books, nightly)
	await act(books, nightly, tendPromises, undefined)
	await tendRenewals(books, nightly)
	await act(books, nightly, tellPayables, undefined)
	await act(books, nightly, tendQuotes, undefined)
	await act(books, nightly, closeSettledCases, undefined)
	await act(books, nightly, applyRules, undefined)
}

export function loader() {
	return redirect('/staff')
}
