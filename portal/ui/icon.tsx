/** Drawings of Lucide (ISC), each as one path: in a list of hundreds its own component is the most work of a row. */
const drawings = {
	chevronDown: 'm6 9 6 6 6-6',
	chevronLeft: 'm15 18-6-6 6-6',
	chevronRight: 'm9 18 6-6-6-6',
	download: 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5',
	fileText:
		'M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8',
	menu: 'M4 5h16M4 12h16M4 19h16',
	monitor: 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM8 21h8M12 17v4',
	moon: 'M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401',
	search: 'm21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0z',
	sun: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41',
}

/** A small drawing beside words that say the same. */
export function Icon({ of, className }: { of: keyof typeof drawings; className: string }) {
	return (
		<svg viewBox="0 0 24 24" className={`icon ${className}`} aria-hidden="true">
			<path d={drawings[of]} />
		</svg>
	)
}
