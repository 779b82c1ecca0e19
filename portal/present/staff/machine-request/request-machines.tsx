import type { FoundMachine, FoundMachineRequest } from '#core/machine-request/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'
import { formatMoment } from '../../format.ts'
import { PhotoLinks } from '../photo-links.tsx'
import { MachineStatePill } from './pills.tsx'
import { ResultForm, type ResultFormProps } from './result-form.tsx'

type RequestMachinesProps = Pick<ResultFormProps, 'typed' | 'errors' | 'today' | 'userId' | 'firstKey'> & {
	request: FoundMachineRequest
	timeZone: string
	mayRecord: boolean
}

/** The machines of a request, each with what came of it and what can be said of it now. */
export function RequestMachines({ request, timeZone, mayRecord, ...form }: RequestMachinesProps) {
	const { kind, state, machines } = request
	const isCommand = kind === 'lock' || kind === 'unlock'
	const isGoingOn = state === 'approved' || state === 'sent' || (state === 'failed' && request.approved !== null)
	return (
		<Section title={say('request.machines')} id="machines">
			{machines.length === 0 ? (
				<Empty title={say('request.nothing')} />
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{machines.map((machine) => {
						const { equipmentId, serialNumber, model } = machine
						const isOver = ['confirmed', 'done', 'withdrawn'].includes(machine.state)
						return (
							<li key={equipmentId} id={`machine-${equipmentId}`} className="px-5 py-4">
								<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
									<div className="min-w-0">
										<p className="font-semibold">
											<TextLink href={`/staff/equipment/${equipmentId}`}>{serialNumber}</TextLink>
										</p>
										<p className="text-muted">{[model, machine.place].filter(Boolean).join(' · ')}</p>
										<p className="text-muted text-sm">{happened(machine, isCommand, timeZone).join(' · ')}</p>
										<PhotoLinks photos={machine.photos} at={`/staff/machine-requests/${request.id}/photos`} />
									</div>
									<MachineStatePill state={machine.state} />
								</div>
								{mayRecord && isGoingOn && isCommand && !isOver ? (
									<ByHand kind={kind} machine={machine} typed={form.typed} />
								) : null}
								{mayRecord && kind === 'repossession' && state === 'approved' && !isOver ? (
									<ResultForm requestId={request.id} machine={machine} {...form} />
								) : null}
							</li>
						)
					})}
				</ul>
			)}
		</Section>
	)
}

function happened(machine: FoundMachine, isCommand: boolean, timeZone: string): string[] {
	const { provider, sentAt, settledAt, settledBy, outcome, note } = machine
	return [
		isCommand ? (provider ? say('request.provider', { name: provider }) : say('request.byHand')) : '',
		sentAt ? say('request.sentAt', { moment: formatMoment('en', sentAt, timeZone) }) : '',
		outcome ? say(`request.outcome.${outcome}`) : '',
		settledAt
			? say('request.settledAt', {
					moment: formatMoment('en', settledAt, timeZone),
					name: settledBy || provider || say('request.product'),
				})
			: '',
		note,
	].filter(Boolean)
}

/** It was done by hand: one press, with a note where it needs one. */
type ByHandProps = { kind: 'lock' | 'unlock'; machine: FoundMachine; typed: Record<string, unknown> }

function ByHand({ kind, machine: { equipmentId }, typed }: ByHandProps) {
	const isThis = typed.equipmentId === equipmentId
	const label = say(kind === 'lock' ? 'request.confirmLock' : 'request.confirmUnlock')
	return (
		<div className="mt-3">
			<Details summary={label} open={isThis}>
				<form method="post" action={`#machine-${equipmentId}`} className="max-w-md py-1 text-ink">
					<input type="hidden" name="intent" value="confirm" />
					<input type="hidden" name="equipmentId" value={equipmentId} />
					<p className="text-muted">{say('request.confirmLead')}</p>
					<Input
						id={`note-${equipmentId}`}
						name="note"
						label={say('request.note')}
						defaultValue={isThis ? String(typed.note ?? '') : undefined}
						maxLength={500}
						optional
					/>
					<div className="mt-4">
						<Button wide>{label}</Button>
					</div>
				</form>
			</Details>
		</div>
	)
}
