import { Form } from '@remix-run/react'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { NoticeOf } from '../contract/notice-words.tsx'
import { Day, Money } from '../display.tsx'
import { HowReckoned } from './money.tsx'
import type { ShownCancellation } from './shown.ts'

/** After notice: until the last day it is taken back with one press, whose money is shown first. */
export function Ending({ found }: { found: ShownCancellation }) {
	const say = useWords()
	const busy = useIsPosting()
	const { contract, notice, noticeDays, undo } = found
	const endsOn = contract.endsOn ?? ''
	if (!undo) return null
	const now = undo.effect?.totalMinor ?? 0n
	return (
		<Section title={say('cancel.undoTitle')}>
			<Card>
				<p>
					<Sentence of="cancel.undoLead" facts={{ day: <Day on={endsOn} /> }} />
				</p>
				<div className="mt-3" data-testid="notice">
					<NoticeOf notice={notice} days={noticeDays} />
				</div>
				<div className="mt-4 border-line border-t pt-4" data-testid="effect">
					{now > 0n ? (
						<Facts
							facts={[
								{
									name: say('cancel.undoPay'),
									value: (
										<span className="font-semibold">
											<Money of={{ minor: now, currency: undo.currency }} />
										</span>
									),
									note: say('cancel.payNote'),
								},
							]}
						/>
					) : (
						<p>{say('cancel.undoNothing')}</p>
					)}
					<HowReckoned of={undo} />
				</div>
				<Form method="post" className="mt-5 flex flex-wrap gap-3">
					<input type="hidden" name="intent" value="undo" />
					<input type="hidden" name="seen" value={undo.seen} />
					<Button kind="secondary" size="large" busy={busy}>
						{say('cancel.undo')}
					</Button>
					<LinkButton kind="secondary" size="large" href={`/contracts/${contract.id}`}>
						{say('cancel.toContract')}
					</LinkButton>
				</Form>
			</Card>
		</Section>
	)
}
