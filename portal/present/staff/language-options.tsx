/** The languages that people are written to in, each under its own name. */
export function LanguageOptions() {
	return (
		<>
			<option value="en">English</option>
			<option value="ru">Русский</option>
			<option value="zh">中文</option>
			<option value="vi">Tiếng Việt</option>
		</>
	)
}
