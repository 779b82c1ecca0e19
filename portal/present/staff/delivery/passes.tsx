import type { GatePass } from '#core/delivery/find.ts'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Pill, type Tone } from '#portal/ui/pill.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'
import { formatDay, formatMoment } from '../../format.ts'

const tones: Record<GatePass['state'], Tone> = { open: 'good', used: 'neutral', withdrawn: 'bad', expired: 'warn' }

export function PassPill({ state }: { state: GatePass['state'] }) {
	return <Pill tone={tones[state]}>{say(`delivery.state.${state}`)}</Pill>
}

/** By whom and when a pass was used, or why it is worth nothing any more. */
export function tellEnd({ used, withdrawn, validThrough }: GatePass, timeZone: string): string {
	if (used)
		return say('delivery.usedBy', {
			...{ moment: formatMoment('en', used.at, timeZone), by: used.by, driver: used.driver },
		})
	if (withdrawn) return say('delivery.withdrawnBy', withdrawn)
	return say('delivery.through', { day: formatDay('en', validThrough) })
}

type PassesProps = {
	passes: readonly GatePass[]
	timeZone: string
	mayWithdraw: boolean
	/** Of a pass that was to be withdrawn, and was not. */
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** The gate passes of a contract, the newest first, to print and to withdraw. */
export function Passes({ passes, timeZone, mayWithdraw, typed, errors }: PassesProps) {
	return (
		<Section title={say('delivery.passes')} id="passes">
			<FormProblems errors={errors[''] ?? undefined} />
			{passes.length === 0 ? (
				<Empty title={say('delivery.noPasses')} />
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{passes.map((pass) => (
						<li key={pass.id} className="px-5 py-4">
							<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
								<div className="min-w-0">
									<p className="font-semibold">
										<TextLink href={`/staff/gate-passes/${pass.id}`}>{pass.number}</TextLink>
									</p>
									<p className="text-muted">{[pass.serialNumbers.join(', '), tellEnd(pass, timeZone)].join(' · ')}</p>
								</div>
								<PassPill state={pass.state} />
							</div>
							{pass.state === 'open' ? (
								<div className="mt-3">
									<LinkButton kind="secondary" size="small" href={`/staff/gate-passes/${pass.id}.pdf`} download>
										{say('delivery.print')}
									</LinkButton>
									{mayWithdraw ? (
										<div className="mt-2">
											<Details summary={say('delivery.withdraw')} open={typed.passId === pass.id}>
												<form method="post" action="#passes" className="max-w-md py-1 text-ink">
													<input type="hidden" name="intent" value="withdraw" />
													<input type="hidden" name="passId" value={pass.id} />
													<Input
														id={`reason-${pass.id}`}
														name="reason"
														label={say('delivery.withdrawReason')}
														defaultValue={typed.passId === pass.id ? String(typed.reason ?? '') : undefined}
														errors={typed.passId === pass.id ? (errors.reason ?? undefined) : undefined}
														maxLength={500}
														required
													/>
													<div className="mt-4">
														<Button kind="danger" size="small">
															{say('delivery.withdraw')}
														</Button>
													</div>
												</form>
											</Details>
										</div>
									) : null}
								</div>
							) : null}
						</li>
					))}
				</ul>
			)}
		</Section>
	)
}
