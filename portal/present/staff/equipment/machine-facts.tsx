import type { MachinePage } from '#core/equipment/find.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import type { Tone } from '#portal/ui/pill.tsx'
import { Timeline } from '#portal/ui/timeline.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { Day } from '../../display.tsx'
import { formatDay, formatNumber } from '../../format.ts'

/** A reading with what is counted. */
export function tellReading(reading: string, unit: string): string {
	return [formatNumber('en', reading), unit].filter(Boolean).join(' ')
}

/** A reading among other notes: where nothing says what is counted, a number alone would not say that it is a meter's. */
export function noteReading(reading: string, unit: string): string {
	const told = tellReading(reading, unit)
	return unit ? told : `${say('equipment.meter')}: ${told}`
}

/** What a machine is, where it is, and whose; with its picture where there is one. */
export function MachineFacts({ machine }: { machine: MachinePage }) {
	const { contract, customer, pass, pictureId, serialNumber } = machine
	const fact = (name: string, value: React.ReactNode) => (value ? [{ name, value }] : [])
	return (
		<div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
			<Card>
				<Facts
					facts={[
						...fact(
							say('equipment.place'),
							machine.place || <span className="text-muted">{say('equipment.placeNone')}</span>,
						),
						...fact(
							say('equipment.contract'),
							contract ? (
								<>
									<TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>
									<span className="block text-muted text-sm">{contract.line}</span>
								</>
							) : (
								<span className="text-muted">{say('equipment.noContract')}</span>
							),
						),
						...fact(
							say('equipment.customer'),
							customer && <TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>,
						),
						...fact(
							say('equipment.pass'),
							pass && (
								<TextLink href={`/staff/gate-passes/${pass.id}`}>
									{say('equipment.passThrough', { number: pass.number, day: formatDay('en', pass.validThrough) })}
								</TextLink>
							),
						),
						...fact(
							say('equipment.meter'),
							machine.meterReading && tellReading(machine.meterReading, machine.meterUnit),
						),
						...fact(say('equipment.model'), machine.model),
						...fact(say('equipment.product'), machine.product?.name),
						...fact(say('equipment.factoryNumber'), machine.factoryNumber),
					]}
				/>
			</Card>
			{pictureId ? (
				<img
					src={`/staff/documents/${pictureId}`}
					alt={say('equipment.picture', { serialNumber })}
					className="aspect-4/3 w-full rounded-card border border-line object-cover"
				/>
			) : null}
		</div>
	)
}

const tones: Partial<Record<MachinePage['history'][number]['action'], Tone>> = {
	...{ reserve: 'accent', deliver: 'good', restock: 'good', unlock: 'good' },
	...{ lock: 'bad', repossess: 'warn', take_back: 'warn' },
}

/** All that happened to a machine, the newest first. */
export function MachineHistory({ machine }: { machine: MachinePage }) {
	return (
		<Section title={say('equipment.history')} id="history">
			<Timeline
				happenings={machine.history.map((move) => ({
					id: String(move.sequence),
					when: <Day on={move.on} />,
					what: (
						<>
							{say(`equipment.action.${move.action}`)}
							{move.contract ? (
								<>
									{' · '}
									{move.contract.id ? (
										<TextLink href={`/staff/contracts/${move.contract.id}`}>{move.contract.number}</TextLink>
									) : (
										move.contract.number
									)}
								</>
							) : null}
							{move.gatePass ? (
								<>
									{' · '}
									<TextLink href={`/staff/gate-passes/${move.gatePass.id}`}>{move.gatePass.number}</TextLink>
								</>
							) : null}
						</>
					),
					by: move.by || say('equipment.byProduct'),
					tone: tones[move.action] ?? 'neutral',
					detail: [move.place, move.meterReading && noteReading(move.meterReading, machine.meterUnit), move.note]
						.filter(Boolean)
						.join(' · '),
				}))}
			/>
		</Section>
	)
}
