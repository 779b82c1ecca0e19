import { useWords } from '#portal/words/use-words.tsx'

/** Holds the room of lines that are still on their way, so that nothing moves when they come. Six lines at most. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
	const say = useWords()
	return (
		<div role="status" className="flex flex-col gap-3">
			<span className="sr-only">{say('shell.loading')}</span>
			{['one', 'two', 'three', 'four', 'five', 'six'].slice(0, lines).map((line) => (
				<span
					key={line}
					aria-hidden="true"
					className="h-4 animate-[shimmer_2s_linear_infinite] rounded bg-[length:200%_100%] bg-linear-to-r from-sunken via-line to-sunken last:w-2/3"
				/>
			))}
		</div>
	)
}
