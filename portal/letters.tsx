import cyrillicSans from '@fontsource-variable/source-sans-3/files/source-sans-3-cyrillic-wght-normal.woff2?url'
import vietnameseSans from '@fontsource-variable/source-sans-3/files/source-sans-3-vietnamese-wght-normal.woff2?url'
import cyrillicSerif from '@fontsource-variable/source-serif-4/files/source-serif-4-cyrillic-wght-normal.woff2?url'
import vietnameseSerif from '@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-wght-normal.woff2?url'
import { useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import chineseLetters from './fonts-zh.css?url'
import { showsChinese } from './still/letters.ts'
import { useLanguage } from './words/use-words.tsx'

export { chineseLetters }

const preloads = {
	en: [],
	ru: [cyrillicSans, cyrillicSerif],
	vi: [vietnameseSans, vietnameseSerif],
	zh: [],
}

/**
 * The letters of the page's language, asked for at once. Chinese letters are a large family in many small files: their
 * list is loaded for a Chinese page, and for any other page once something Chinese, a customer's name, stands in it.
 */
export function Letters() {
	const language = useLanguage()
	const { key } = useLocation()
	const [needsChinese, setNeedsChinese] = useState(language === 'zh')
	useEffect(() => {
		if (key && showsChinese()) setNeedsChinese(true)
	}, [key])
	return (
		<>
			{preloads[language].map((href) => (
				<link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
			))}
			{needsChinese ? <link rel="stylesheet" href={chineseLetters} /> : null}
		</>
	)
}
