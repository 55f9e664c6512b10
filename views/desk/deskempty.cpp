// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/deskempty.h"

#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

DeskEmpty emptyGroup(DeskGroup group, int watched)
{
    switch (group) {
    case DeskGroup::Watch:
        return {u"history"_s,
                tr("Nothing is watched"),
                tr("What was seen too seldom to propose waits here until more sessions tell."),
                {}};
    case DeskGroup::Snoozed:
        return {u"snooze"_s,
                tr("Nothing is put off"),
                tr("What you snooze (S) waits here until its day, or until more sessions speak for it."),
                {}};
    case DeskGroup::Approved:
        return {u"check"_s,
                tr("Nothing is approved yet"),
                tr("What you approve (A) is kept here with the file it was written to."),
                {}};
    case DeskGroup::Rejected:
        return {u"reject"_s,
                tr("Nothing is rejected"),
                tr("What you reject (X) is kept here with its reason, so that it does not come back."),
                {}};
    case DeskGroup::Candidates:
    case DeskGroup::Installed:
        break;
    }
    if (watched > 0) {
        return {u"skills"_s, tr("Nothing waits to be decided"),
                pluralText(watched, tr("%1 habit is watched until more sessions tell."),
                           tr("%1 habits are watched until more sessions tell.")),
                tr("Show what is watched"), DeskEmpty::Act::ShowWatched};
    }
    return {
        u"skills"_s, tr("Nothing waits to be decided"),
        tr("Assay looks through your sessions for habits that are worth writing down, after each one that ends. Most "
           "projects give none in their first weeks."),
        tr("Look now"), DeskEmpty::Act::Mine};
}

} // namespace assay
