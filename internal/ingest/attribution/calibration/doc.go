// Package calibration corrects the confidences of the models, which are trained on news, by what is right in texts of other
// styles: logistic regressions on a confidence and a few traits of the attribution, one for each slot (Platt, Probabilistic
// outputs for support vector machines, 1999). The extractor gives the traits.
package calibration
