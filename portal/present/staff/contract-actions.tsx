import type { ContractState } from '#core/contract/state.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAmend } from '../../words/staff-amend.ts'
import { sayChanges } from '../../words/staff-changes.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import type { StaffFrame } from './staff-frame.ts'

type Contract = { id: string; state: ContractState; endsOn: string | null }

/** What can be done with the contract as a whole, in the state it is in. */
export function ContractButtons({ contract, may }: { contract: Contract; may: StaffFrame['may'] }) {
	const draft = contract.state === 'draft'
	const running = ['active', 'paused', 'ending'].includes(contract.state)
	return (
		<>
			{draft && may['contract.write'] ? (
				<LinkButton kind="secondary" href={`/staff/contracts/${contract.id}/edit`}>
					{say('staff.customer.edit')}
				</LinkButton>
			) : null}
			{draft && may['contract.void'] ? <Act intent="void" kind="danger" label={say('staff.contract.void')} /> : null}
			{draft && may['contract.activate'] ? <Act intent="activate" label={say('staff.contract.activate')} /> : null}
			{running && may['contract.amend'] ? (
				<LinkButton href={`/staff/contracts/${contract.id}/change`}>{sayAmend('amend.open')}</LinkButton>
			) : null}
			{running && may['quote.write'] ? (
				<LinkButton kind="secondary" href={`/staff/quotes/new?contract=${contract.id}&purpose=change`}>
					{sayQuote('quote.newChange')}
				</LinkButton>
			) : null}
			{running && contract.endsOn && may['quote.write'] ? (
				<LinkButton kind="secondary" href={`/staff/quotes/new?contract=${contract.id}&purpose=renewal`}>
					{sayQuote('quote.newRenewal')}
				</LinkButton>
			) : null}
			{!draft && may['contract.amend'] ? (
				<LinkButton kind="secondary" href={`/staff/contracts/${contract.id}/access`}>
					{sayChanges('changes.open')}
				</LinkButton>
			) : null}
			{running && may['invoice.run'] ? <Act intent="bill" label={say('staff.contract.billNow')} /> : null}
		</>
	)
}

function Act({
	intent,
	label,
	kind = 'primary',
}: {
	intent: string
	label: string
	kind?: 'primary' | 'secondary' | 'danger'
}) {
	return (
		<form method="post">
			<Button kind={kind} name="intent" value={intent}>
				{label}
			</Button>
		</form>
	)
}
