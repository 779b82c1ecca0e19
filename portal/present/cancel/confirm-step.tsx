import { Form } from '@remix-run/react'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Textarea } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { CancelMoney } from './money.tsx'
import { OfferCard } from './offer-card.tsx'
import type { ShownCancellation } from './shown.ts'

/** The second and last step: what it means to the minor unit, and the press. Offers stand beside it, never before it. */
export function ConfirmStep({ found }: { found: ShownCancellation }) {
	const say = useWords()
	const busy = useIsPosting()
	const { contract, cancel, endsOn, reasonCode, offers } = found
	if (!cancel) return null
	return (
		<>
			<Card>
				<p className="font-medium text-muted">{say('cancel.lastDay')}</p>
				<p className="font-semibold font-serif text-3xl tracking-tight">
					<Day on={endsOn} />
				</p>
				<p className="mt-1 text-muted">{say('cancel.until')}</p>
				<CancelMoney of={cancel} />
				<Form method="post" className="mt-6 border-line border-t pt-6">
					<input type="hidden" name="intent" value="cancel" />
					<input type="hidden" name="end" value={endsOn} />
					<input type="hidden" name="reason" value={reasonCode ?? ''} />
					<input type="hidden" name="seen" value={cancel.seen} />
					<Textarea label={say('cancel.text')} name="text" rows={3} maxLength={1000} optional />
					<p className="mt-4 text-muted">
						<Sentence of="cancel.undoUntil" facts={{ day: <Day on={endsOn} /> }} />
					</p>
					<div className="mt-5">
						<Button kind="secondary" size="large" wide busy={busy}>
							{say('cancel.cancelNow')}
						</Button>
					</div>
				</Form>
			</Card>
			<p className="mt-4">
				<TextLink
					href={`/contracts/${contract.id}/cancel?${new URLSearchParams({ reason: reasonCode ?? '', end: endsOn })}`}
				>
					{say('cancel.back')}
				</TextLink>
			</p>
			{offers.length > 0 ? (
				<Section title={say('cancel.stay')} intro={say('cancel.stayIntro')}>
					<ul className="grid gap-5">
						{offers.map((offer) => (
							<li key={offer.id}>
								<OfferCard offer={offer} reasonCode={reasonCode} />
							</li>
						))}
					</ul>
				</Section>
			) : null}
		</>
	)
}
