import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { Lock } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Money as Amount } from '#core/money.ts'
import { byCard } from '#core/payment/card-step.ts'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { AmountInput } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { useTypedBefore } from '../form/typed-before.ts'
import { isBusy, type PayGroup } from './group.ts'

type PayFormProps = {
	group: PayGroup & { key: string }
	/** Whether a part may be paid, and how small it may be. */
	part: { smallestMinor: bigint } | null
	/** Whether the payer may let the card be kept: it serves all contracts of the customer. */
	mayKeepCard: boolean
	/** What was typed and ticked before somebody proved who they are. */
	typed: string
	save: boolean
	result: SubmissionResult<string[]> | undefined
}

/**
 * The open invoices of one currency. With script the sum follows the ticks; without, a sum that no longer fits is shown
 * anew by the server before anything is paid.
 */
export function PayForm({ group, part, mayKeepCard, typed, save, result }: PayFormProps) {
	const say = useWords()
	const { currency, invoices } = group
	const [chosen, setChosen] = useState(() => invoices.filter((one) => one.chosen).map((one) => one.id))
	const busy = useIsPosting()
	const posted = result?.initialValue?.part
	const partTyped = typeof posted === 'string' ? posted : typed
	const boxes = useRef<HTMLUListElement>(null)
	useTypedBefore(boxes, (typed) => setChosen(typed.getAll('invoice').map((value) => String(value).split('_')[0] ?? '')))
	const ticked = invoices.filter((invoice) => chosen.includes(invoice.id))
	const total: Amount = { minor: ticked.reduce((sum, invoice) => sum + invoice.openMinor, 0n), currency }
	const charged: Amount = { minor: byCard(total.minor, currency), currency }
	const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id))
	return (
		<Form method="post" className="mt-8 first:mt-0">
			<FormProblems errors={result?.error?.['']?.map(String)} />
			<input type="hidden" name="key" value={group.key} />
			<input type="hidden" name="currency" value={currency} />
			<input type="hidden" name="shown" value={String(total.minor)} />
			<fieldset className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
				<legend className="sr-only">
					{say('pay.choose')} ({currency})
				</legend>
				<ul ref={boxes} className="divide-y divide-line">
					{invoices.map((invoice) => (
						<li key={invoice.id} className="px-5 py-4">
							<Choice invoice={invoice} ticked={chosen.includes(invoice.id)} onTick={toggle} />
						</li>
					))}
				</ul>
				<p
					className="flex flex-wrap items-baseline justify-between gap-x-5 border-ink/60 border-t-2 border-double bg-sunken/40 px-5 py-4"
					aria-live="polite"
				>
					<span className="text-muted">{say('pay.count', { count: ticked.length })}</span>
					<span className="ml-auto font-semibold font-serif text-2xl">
						<span className="sr-only">{say('pay.total')}: </span>
						<Money of={total} />
					</span>
				</p>
			</fieldset>
			{charged.minor === total.minor ? null : (
				<p className="mt-3 text-muted text-[0.9375rem]">
					<Sentence of="pay.rounded" facts={{ amount: <Money of={charged} /> }} />
				</p>
			)}
			{part ? (
				<div className="mt-4">
					<Details summary={say('pay.partHint')} open={partTyped !== ''}>
						<div className="max-w-xs py-2">
							<AmountInput
								label={say('pay.part')}
								name="part"
								currency={currency}
								defaultValue={partTyped}
								errors={result?.error?.part ?? undefined}
								hint={
									part.smallestMinor > 0n ? (
										<Sentence
											of="pay.partLeast"
											facts={{ amount: <Money of={{ minor: part.smallestMinor, currency }} /> }}
										/>
									) : undefined
								}
							/>
						</div>
					</Details>
				</div>
			) : null}
			{mayKeepCard ? (
				<div className="mt-5">
					<Checkbox name="save" defaultChecked={save} label={say('pay.saveCard')} hint={say('pay.saveCardHint')} />
				</div>
			) : null}
			<div className="mt-6 flex flex-wrap gap-3">
				<Button size="large" busy={busy} disabledBecause={ticked.length === 0 ? say('pay.nothingChosen') : undefined}>
					{part ? (
						say('pay.confirmAny')
					) : (
						<span>
							<Sentence of="pay.confirm" facts={{ amount: <Money of={charged} /> }} />
						</span>
					)}
				</Button>
				<Button kind="secondary" size="large" formMethod="get" formAction="/pay" className="unscripted">
					{say('pay.again')}
				</Button>
			</div>
			<p className="mt-4 flex gap-2 text-muted text-[0.9375rem]">
				<Lock className="mt-1 size-4 shrink-0" aria-hidden="true" />
				<span>
					{say('pay.confirmNote')} {say('pay.secure')}
				</span>
			</p>
		</Form>
	)
}

type ChoiceProps = { invoice: PayGroup['invoices'][number]; ticked: boolean; onTick: (id: string, on: boolean) => void }

function Choice({ invoice, ticked, onTick }: ChoiceProps) {
	const say = useWords()
	const { currency, openMinor } = invoice
	const busy = isBusy(invoice)
	return (
		<div className="flex items-start justify-between gap-4">
			<Checkbox
				name="invoice"
				value={`${invoice.id}_${openMinor}`}
				checked={ticked}
				onChange={(event) => onTick(invoice.id, event.currentTarget.checked)}
				disabled={busy}
				label={
					<>
						<span className="font-semibold">{invoice.number}</span>
						{invoice.contractTitle ? (
							<span className="text-muted max-sm:block">
								<span className="max-sm:hidden"> · </span>
								{invoice.contractTitle}
							</span>
						) : null}
					</>
				}
				hint={
					<>
						<span className={invoice.standing === 'overdue' ? 'font-semibold text-bad' : ''}>
							<Sentence of="pay.dueOn" facts={{ day: <Day on={invoice.dueOn} /> }} />
						</span>
						{busy && invoice.attempt ? (
							<>
								{' · '}
								<TextLink href={`/payments/${invoice.attempt.id}`}>{say('pay.underWay')}</TextLink>
							</>
						) : null}
					</>
				}
			/>
			<span className="font-semibold">
				<Money of={{ minor: openMinor, currency }} />
			</span>
		</div>
	)
}
