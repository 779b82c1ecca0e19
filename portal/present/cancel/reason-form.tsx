import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Radios } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { CancelMoney } from './money.tsx'
import type { ShownCancellation } from './shown.ts'

/** The first step: what leaving today would mean, why, and when. Nothing of it has to be answered. */
export function ReasonForm({ found }: { found: ShownCancellation }) {
	const say = useWords()
	const { contract, notice, reasons, reasonCode } = found
	return (
		<>
			<Card>
				<p className="font-medium text-lg">
					{notice.kind === 'fixed' ? (
						<Sentence of="cancel.fixed" facts={{ day: <Day on={notice.endsOn} /> }} />
					) : (
						<Sentence of="cancel.today" facts={{ day: <Day on={notice.endsOn} /> }} />
					)}
				</p>
				<p className="text-muted">{say('cancel.until')}</p>
				{found.cancel ? <CancelMoney of={found.cancel} /> : null}
			</Card>
			<form method="get" className="mt-8">
				<input type="hidden" name="step" value="confirm" />
				<Radios
					legend={say('cancel.why')}
					hint={say('cancel.whyHint')}
					name="reason"
					chosen={reasonCode ?? ''}
					options={[
						...reasons.map(({ code, label }) => ({ value: code, label })),
						{ value: '', label: say('cancel.noReason') },
					]}
				/>
				<div className="mt-7 empty:hidden">
					<When found={found} />
				</div>
				<div className="mt-8 flex flex-wrap gap-3">
					<Button size="large" kind="secondary">
						{say('cancel.go')}
					</Button>
					<LinkButton size="large" kind="secondary" href={`/contracts/${contract.id}`}>
						{say('cancel.keep')}
					</LinkButton>
				</div>
			</form>
		</>
	)
}

/** The ends of terms to choose from, or any day from the earliest on; of a contract that ends by itself there is one. */
function When({ found: { notice, ends, endsOn } }: { found: ShownCancellation }) {
	const say = useWords()
	if (notice.kind === 'open')
		return (
			<Input
				label={say('cancel.when')}
				hint={<Sentence of="cancel.whenHint" facts={{ day: <Day on={notice.endsOn} /> }} />}
				name="end"
				type="date"
				min={notice.endsOn}
				defaultValue={endsOn}
				className="max-w-56"
			/>
		)
	if (ends.length < 2) return null
	return (
		<Radios
			legend={say('cancel.when')}
			name="end"
			chosen={endsOn}
			options={ends.map((end, index) => ({
				value: end,
				label: <Sentence of="cancel.endsOn" facts={{ day: <Day on={end} /> }} />,
				...(index === 0 && notice.lastDay
					? { hint: <Sentence of="cancel.lastDayNotice" facts={{ day: <Day on={notice.lastDay} /> }} /> }
					: {}),
			}))}
		/>
	)
}
