import type { SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { Lock } from 'lucide-react'
import type { Cards, KeptCard } from '#core/payment/find-cards.ts'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { AtOnce } from './at-once.tsx'
import { ContractNames } from './card-list.tsx'
import { ConsentBox } from './consent.tsx'

type SaveFormProps = {
	found: Cards
	replaces: KeptCard | null
	/** Contracts that are ticked from the start. */
	chosen: string[]
	formKey: string
	consent: string
	company: string
	result: SubmissionResult<string[]> | undefined
}

/** What the new card is for. Nothing here needs a script; the card itself is entered at the processor. */
export function SaveForm({ found, replaces, chosen, formKey, consent, company, result }: SaveFormProps) {
	const say = useWords()
	const busy = useIsPosting()
	const { contracts, cards, outstanding } = found
	const taken = replaces?.contracts ?? []
	const open = contracts.filter(({ id }) => !taken.some((one) => one.id === id))
	const ofTaken = outstanding.filter(({ contractIds }) => contractIds.every((id) => taken.some((one) => one.id === id)))
	const ofOpen = replaces ? [] : outstanding
	return (
		<Form method="post">
			<FormProblems errors={result?.error?.['']?.map(String)} />
			<input type="hidden" name="key" value={formKey} />
			<input type="hidden" name="customer" value={found.customer.id} />
			{replaces ? <input type="hidden" name="replaces" value={replaces.id} /> : null}
			{taken.length > 0 ? (
				<Card>
					<p className="font-semibold">{say('cards.takesOver')}</p>
					<ContractNames contracts={taken} />
				</Card>
			) : null}
			{!replaces && open.length > 0 ? (
				<Card>
					<fieldset aria-describedby="choose-hint">
						<legend className="font-semibold">{say('cards.chooseContracts')}</legend>
						<p id="choose-hint" className="mb-3 text-muted text-sm">
							{say('cards.chooseContractsHint')}
						</p>
						{open.map(({ id, number, title, cardId }) => {
							const card = cards.find((one) => one.id === cardId)
							return (
								<Checkbox
									key={id}
									name="contract"
									value={id}
									defaultChecked={chosen.includes(id)}
									label={
										<>
											<span className="font-semibold">{number}</span>
											{title ? <span className="text-muted"> · {title}</span> : null}
										</>
									}
									hint={card ? say('cards.nowWith', { card: nameCard(say, card) }) : undefined}
								/>
							)
						})}
					</fieldset>
				</Card>
			) : null}
			<div className="mt-6 empty:hidden">
				<AtOnce outstanding={replaces ? ofTaken : ofOpen} cardIsThere={false} ofChosen={!replaces} />
			</div>
			{taken.length > 0 || (!replaces && open.length > 0) ? (
				<ConsentBox company={company} version={consent} required={taken.length > 0} />
			) : null}
			<div className="mt-6 flex flex-wrap gap-3">
				<Button size="large" busy={busy}>
					{say('cards.toCardPage')}
				</Button>
				<LinkButton kind="secondary" size="large" href={`/cards?customer=${found.customer.id}`}>
					{say('cards.back')}
				</LinkButton>
			</div>
			<p className="mt-4 flex gap-2 text-[0.9375rem] text-muted">
				<Lock className="mt-1 size-4 shrink-0" aria-hidden="true" />
				<span>
					{say('cards.toCardPageNote')} {say('pay.secure')}
				</span>
			</p>
		</Form>
	)
}
