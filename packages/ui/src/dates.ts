// A chunk of its own: date pickers are only fetched where a date is edited.
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/zh-cn'

export { DateInput, DatePickerInput, DatesProvider, DateTimePicker, MonthPickerInput } from '@mantine/dates'
