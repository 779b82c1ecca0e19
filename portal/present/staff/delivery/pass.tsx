import type { GatePass } from '#core/delivery/find.ts'
import type { Stopped } from '#core/delivery/stopped.ts'
import type { Machine } from '#core/equipment/find.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { formatDay } from '../../format.ts'
import { noteReading } from '../equipment/machine-facts.tsx'
import { MachinePill } from '../equipment/machine-pill.tsx'
import { tellEnd } from './passes.tsx'
import { sayCondition } from './say-condition.ts'

/** First of all: may it leave or not. */
export function PassVerdict({ pass, timeZone }: { pass: GatePass & { stopped: Stopped | null }; timeZone: string }) {
	const { state, validThrough, stopped } = pass
	if (stopped)
		return (
			<Notice kind="bad" title={say('delivery.notOut')}>
				{say(`delivery.stopped.${stopped}`)}
			</Notice>
		)
	if (state === 'open')
		return (
			<Notice kind="good" title={say('delivery.mayLeave')}>
				{say('delivery.mayLeaveThrough', { day: formatDay('en', validThrough) })}
			</Notice>
		)
	return (
		<Notice kind="bad" title={say('delivery.notOut')}>
			{say(`delivery.state.${state}`)}
			{': '}
			{state === 'expired'
				? say('delivery.expiredOn', { day: formatDay('en', validThrough) })
				: tellEnd(pass, timeZone)}
		</Notice>
	)
}

/** The machines as they stand in the yard: picture, number, model, place. */
export function PassMachines({ machines }: { machines: readonly Machine[] }) {
	return (
		<Section title={say('delivery.machines')}>
			<ul className="grid gap-4 sm:grid-cols-2">
				{machines.map(({ id, serialNumber, factoryNumber, model, place, state, pictureId, product, ...machine }) => (
					<li key={id} className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
						{pictureId ? (
							<img
								src={`/staff/documents/${pictureId}`}
								alt={say('equipment.picture', { serialNumber })}
								className="aspect-4/3 w-full border-line border-b object-cover"
							/>
						) : null}
						<div className="p-5">
							<p className="flex flex-wrap items-center justify-between gap-2">
								<span className="wrap-anywhere font-semibold text-xl">
									<TextLink href={`/staff/equipment/${id}`}>{serialNumber}</TextLink>
								</span>
								<MachinePill state={state} />
							</p>
							<p className="mt-1">{[model, product?.name].filter(Boolean).join(' · ')}</p>
							<p className="text-muted">
								{[
									factoryNumber && `${say('equipment.factoryNumber')}: ${factoryNumber}`,
									place,
									machine.meterReading && noteReading(machine.meterReading, machine.meterUnit),
								]
									.filter(Boolean)
									.join(' · ')}
							</p>
						</div>
					</li>
				))}
			</ul>
		</Section>
	)
}

/** Whose they are, who may take them, and what was let pass. */
export function PassFacts({ pass, mayOpen }: { pass: GatePass; mayOpen: boolean }) {
	const { contract, customer, taker, missing, reason } = pass
	return (
		<Section title={say('delivery.for')}>
			<Card>
				<Facts
					facts={[
						{ name: say('equipment.customer'), value: customer.name },
						{
							name: say('equipment.contract'),
							value: mayOpen ? (
								<TextLink href={`/staff/contracts/${contract.id}/machines`}>{contract.number}</TextLink>
							) : (
								contract.number
							),
							note: contract.title || undefined,
						},
						...(taker ? [{ name: say('delivery.taker'), value: taker }] : []),
						...(missing.length > 0
							? [
									{
										name: say('delivery.missing'),
										value: missing.map((kind) => (
											<span key={kind} className="block">
												{sayName(kind)}
											</span>
										)),
										note: reason,
									},
								]
							: []),
					]}
				/>
			</Card>
		</Section>
	)
}

/** A condition that is kept by its name alone. */
const sayName = (kind: GatePass['missing'][number]) =>
	kind === 'amount_received' ? say('delivery.share') : sayCondition({ kind })
