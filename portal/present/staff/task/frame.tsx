import type { TaskCounts } from '#core/follow-up/list-tasks.ts'
import { Button } from '#portal/ui/button.tsx'
import { Select } from '#portal/ui/field.tsx'
import { Tabs } from '#portal/ui/tabs.tsx'
import { sayTask as say } from '#portal/words/staff-tasks.ts'
import { type TaskTime, taskAddress, taskTimes } from './asked.ts'

type TaskTabsProps = { current: TaskTime | 'calendar'; counts: TaskCounts; whose: string | undefined }

/** When, each at an address of its own, and the calendar. */
export function TaskTabs({ current, counts, whose }: TaskTabsProps) {
	return (
		<Tabs
			label={say('task.parts')}
			tabs={[
				...taskTimes.map((when) => ({
					href: taskAddress('/staff/tasks', { when, whose }),
					label: say(`task.when.${when}`),
					count: counts[when],
					current: current === when,
				})),
				{
					href: taskAddress('/staff/tasks/calendar', { whose }),
					label: say('task.when.calendar'),
					current: current === 'calendar',
				},
			]}
		/>
	)
}

type WhoseProps = {
	people: readonly { id: string; name: string }[]
	whose: string | undefined
	/** Goes along with the choice. */
	keep: Record<string, string | undefined>
}

/** One's own, everybody's, or a colleague's. */
export function Whose({ people, whose, keep }: WhoseProps) {
	return (
		<form method="get" className="mb-6 flex flex-wrap items-end gap-3 [&>*]:mt-0">
			{Object.entries(keep).map(([name, value]) =>
				value ? <input key={name} type="hidden" name={name} value={value} /> : null,
			)}
			<Select label={say('task.whose')} name="whose" defaultValue={whose ?? 'me'} key={whose ?? 'me'}>
				<option value="me">{say('task.mine')}</option>
				<option value="all">{say('task.everybody')}</option>
				{people.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</Select>
			<Button kind="secondary">{say('task.show')}</Button>
		</form>
	)
}
