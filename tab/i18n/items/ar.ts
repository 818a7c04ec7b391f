import { counted } from '../format/plural.ts'
import type { ItemsTranslations } from './en.ts'

export const items: ItemsTranslations = {
  usedBy: 'يستعمله',
  usedByNobody: 'لم يختره أي مستخدم.',
  changed: 'آخر تغيير',
  details: 'التفاصيل',
  description: 'الوصف',
  nameMissing: 'الاسم مطلوب.',
  unitHint: 'يمكن لمستخدمي هذه الوحدة وكل وحدة دونها استعماله.',
  create: 'إنشاء',
  delete: 'حذف',
  deleteAnyway: 'الحذف على أي حال',
  deleteTitle: (name) => `هل تريد حذف «${name}»؟`,
  heldBy: (names) => `يستعمله ${names}.`,
  others: counted('ar', {
    one: 'شخص آخر',
    two: 'شخصان آخران',
    few: '# آخرون',
    many: '# آخرون',
    other: '# آخرون',
  }),
  heldByNobody: 'لا يستعمله أحد.',
  deleted: (name) => `حُذف «${name}»`,
  notDeleted: 'لم يُحذف.',
}
