import type { GroupAttention } from '#core/alert/group-attention.ts'
import { bound, PageForm, useIsSending, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Table } from '../../ui/table.tsx'
import { sayAlert as say } from '../../words/staff-alert.ts'
import { QuietHours, TimeZoneSelect } from './attention-fields.tsx'

/** When each group's channel is quiet, with a way back to the company's hours. */
export function GroupHours({ groups }: { groups: readonly GroupAttention[] }) {
	return (
		<Table
			caption={say('alert.groupHours')}
			quietCaption
			keyOf={({ groupId }) => groupId}
			rows={groups}
			columns={[
				{ key: 'group', title: say('alert.channelOf'), cell: ({ name }) => name },
				{ key: 'hours', title: say('alert.quiet'), cell: hoursOf },
				{ key: 'zone', title: say('alert.timeZone'), cell: ({ timeZone }) => timeZone.replaceAll('_', ' ') },
				{
					...{ key: 'own', title: say('alert.chosen'), lead: true },
					cell: ({ groupId, name, own }) =>
						own ? (
							<form method="post">
								<input type="hidden" name="groupId" value={groupId} />
								<Button
									kind="secondary"
									size="small"
									name="intent"
									value="usual_hours"
									aria-label={`${say('alert.usualHours')}: ${name}`}
								>
									{say('alert.usualHours')}
								</Button>
							</form>
						) : (
							say('alert.companyHours')
						),
				},
			]}
		/>
	)
}

function hoursOf({ quietFrom, quietUntil }: GroupAttention): string {
	return quietFrom === quietUntil ? say('alert.neverQuiet') : `${quietFrom} – ${quietUntil}`
}

type Fields = { groupId: string; timeZone: string; quietFrom: string; quietUntil: string }
type Props = {
	result: Parameters<typeof usePageForm>[0]
	groups: readonly GroupAttention[]
	zones: readonly string[]
	timeZone: string
}

/** Hours of one group. */
export function GroupHoursForm({ result, groups, zones, timeZone }: Props) {
	const defaultValue = { timeZone, quietFrom: '20:00', quietUntil: '07:00' }
	const [form, fields] = usePageForm<Fields>(result, { id: 'hours', defaultValue })
	const busy = useIsSending('hours')
	return (
		<>
			<FormProblems errors={form.errors} />
			<PageForm form={form}>
				<input type="hidden" name="intent" value="hours" />
				<div className="grid items-start gap-5 sm:grid-cols-2 [&>*]:mt-0">
					<Select {...bound(fields.groupId)} label={say('alert.channelOf')}>
						{groups.map(({ groupId, name }) => (
							<option key={groupId} value={groupId}>
								{name}
							</option>
						))}
					</Select>
					<TimeZoneSelect field={fields.timeZone} zones={zones} present={timeZone} />
					<QuietHours from={fields.quietFrom} until={fields.quietUntil} />
				</div>
				<div className="mt-6">
					<Button busy={busy}>{say('alert.saveHours')}</Button>
				</div>
			</PageForm>
		</>
	)
}
