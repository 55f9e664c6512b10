// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/finding.h"

namespace assay {

std::string Finding::canon() const
{
    std::string text = nameOf(detector);
    text += ':';
    for (std::size_t i = 0; i < items.size(); ++i)
        text += (i == 0 ? " " : " → ") + items[i];
    return text;
}

const char *nameOf(Detector detector)
{
    switch (detector) {
    case Detector::Correction:
        return "correction";
    case Detector::Fix:
        return "fix";
    case Detector::Ritual:
        return "ritual";
    case Detector::RepeatedAsk:
        return "repeated ask";
    case Detector::Trigger:
        return "trigger";
    case Detector::Orientation:
        return "orientation";
    case Detector::EnvFact:
        return "environment";
    case Detector::Denial:
        return "denial";
    case Detector::WaitRetry:
        return "wait and retry";
    }
    return "";
}

const char *nameOf(Standing standing)
{
    switch (standing) {
    case Standing::Proposed:
        return "proposed";
    case Standing::Watched:
        return "watched";
    case Standing::SaidOnce:
        return "said once";
    case Standing::Chance:
        return "chance";
    case Standing::TooFew:
        return "too few";
    case Standing::Redundant:
        return "redundant";
    case Standing::Trivial:
        return "trivial";
    case Standing::Known:
        return "known";
    }
    return "";
}

} // namespace assay
