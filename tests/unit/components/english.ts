import { type MessageId, type Translate, translateBy } from '../../../components/i18n.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The English catalogue, filled in as Chrome fills it in. */
export const english: Translate = (id: MessageId, ...substitutions) => {
  const { message, placeholders = {} } = (messages as Record<string, Message>)[id] ?? { message: '' };
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const index = Number(placeholders[name.toLowerCase()]?.content.slice(1));
    return String(substitutions[index - 1]);
  });
};

/** The same with the marks around names of the other direction, as the interface has it. */
export const markedEnglish: Translate = translateBy((id, substitutions = []) =>
  english(id as MessageId, ...substitutions),
);
