import type { ListedEntry } from '#core/bank-file/list-entries.ts'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'

/** What money that went out may be, and why, each with the button that writes it down; or that it is nothing of ours. */
export function Goings({ of: { goings }, action }: { of: ListedEntry; action: string }) {
	if (goings.length === 0) return <p className="mt-3 text-muted">{say('bank.noGoing')}</p>
	return (
		<ul className="mt-4 grid gap-4 border-line border-t pt-4">
			{goings.map(({ kind, id, paymentId, receiptNumber: number, customerName: name, freeMinor, why }, place) => (
				<li key={`${kind} ${id}`} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
					<div className="min-w-0 grow basis-72">
						<p className="font-semibold">
							<TextLink href={`/staff/receipts/${paymentId}`}>{say(`bank.goingOf.${kind}`, { number, name })}</TextLink>
						</p>
						<p className="text-muted text-sm">{why.map((one) => say(`bank.goingWhy.${one}`)).join(' · ')}</p>
					</div>
					<form method="post" action={action}>
						<input type="hidden" name="intent" value="going" />
						<input type="hidden" name="kind" value={kind} />
						<input type="hidden" name="id" value={id} />
						{kind === 'pay_out' ? <input type="hidden" name="free" value={String(freeMinor)} /> : null}
						<Button size="small" kind={place === 0 ? 'primary' : 'secondary'}>
							{say(`bank.goingDo.${kind}`)}
						</Button>
					</form>
				</li>
			))}
		</ul>
	)
}
