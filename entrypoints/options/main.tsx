import '@/components/tokens.css';
import '@/components/page-tokens.css';
import '@/components/ui/ui.css';
import '@/components/ui/dialogs-and-lists.css';
import '@/components/ui/tabs-and-empty.css';
import '@/components/options/options.css';
import '@/components/options/disclosure.css';
import '@/components/options/connection.css';
import '@/components/options/quizzes/rules.css';
import '@/components/options/activity.css';
import '@/components/options/receipt.css';
import '@/components/options/quiz-sites.css';
import '@/components/options/quizzes/quizzes.css';
import '@/components/editor/award-dialog.css';
import '@/components/editor/rule-form/rule-form.css';
import '@/components/options/results/results.css';
import '@/components/ui/own-page-icons.ts';
import { render } from 'preact';
import { TranslateProvider } from '@/components/i18n';
import { OptionsApp } from '@/components/options/app';
import { onChanged } from '@/lib/messages/client';
import { actions } from './actions.ts';
import { awarding } from './awarding.ts';
import { awards, importView, lock, optionsState, reload } from './state.ts';
import { pageLanguage, translate } from './translate.ts';
import { consentAsked, followAddress, view } from './view.ts';

const quizSiteUrl = 'https://app.credspark.com/';

document.documentElement.lang = pageLanguage();
document.documentElement.dir = translate('textDirection');
document.title = translate('extensionName');

const root = document.getElementById('app');
if (root)
  render(
    <TranslateProvider value={translate}>
      <OptionsApp
        view={view}
        consentAsked={consentAsked}
        state={optionsState}
        awards={awards}
        lock={lock}
        importView={importView}
        actions={actions}
        awarding={awarding}
        version={chrome.runtime.getManifest().version}
        quizSiteUrl={quizSiteUrl}
      />
    </TranslateProvider>,
    root,
  );

followAddress();
onChanged(() => void reload());
void reload();
